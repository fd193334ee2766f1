// Tells the style sheet, before the page is drawn, that scripts run here; the components look for the second class.
document.body.className +=
  " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
