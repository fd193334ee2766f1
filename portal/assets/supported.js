// Tells the style sheet, before the page is drawn, that scripts run here; the components look for the second class.
// The menu of a small screen is folded from the first moment on, so that nothing moves when its script arrives; should
// that script never arrive, the menu lies open once everything else is there.
document.body.className +=
  " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported app-menu-waits" : "");
addEventListener("load", () => document.body.classList.remove("app-menu-waits"));
