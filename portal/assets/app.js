// Starts the components that a page asks for with data-module, and leaves a page at once when asked.

import {
  Button,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";

// Leaving replaces this page in the browser's history, so that the back button does not bring it up again.
class ExitWithoutReturn extends ExitThisPage {
  exitPage() {
    document.title = "";
    document.body.classList.add("govuk-exit-this-page-hide-content");
    this.$overlay = document.createElement("div");
    this.$overlay.className = "govuk-exit-this-page-overlay";
    this.$overlay.setAttribute("role", "alert");
    document.body.append(this.$overlay);
    this.$overlay.textContent = this.i18n.t("activated");
    window.location.replace(this.$button.href);
  }
}

// A radio button may not say "expanded" (WAI-ARIA 1.2); aria-controls, which names what it shows, may stay.
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState($input) {
    super.syncConditionalRevealWithInputState($input);
    $input.removeAttribute("aria-expanded");
  }
}

[Button, Checkboxes, ErrorSummary, NotificationBanner, PlainRadios, ServiceNavigation, SkipLink, ExitWithoutReturn].forEach(
  (component) => createAll(component),
);
