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
} from "./govuk-frontend.min.js?v=6.6.0";

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

// Checks an order while it is typed. The form goes where its button would send it, nothing is saved, and the answer is
// shown in place. Only the verdict is read out, and only when it is another one. Without this script the button checks.
class CheckAsTyped {
  constructor(form) {
    this.form = form;
    this.shown = document.getElementById("check");
    this.said = document.getElementById("check-said");
    form.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.check(), 700);
    });
  }

  async check() {
    this.asking?.abort();
    this.asking = new AbortController();
    const body = new URLSearchParams(new FormData(this.form));
    body.set("check", "1");
    try {
      const answer = await fetch(window.location.pathname, {
        method: "POST",
        body,
        redirect: "manual",
        signal: this.asking.signal,
      });
      if (answer.ok || answer.status === 422) {
        this.show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      }
    } catch {
      // Another key was pressed, or the network is away: what is shown stays, and the button is still there.
    }
  }

  show(page) {
    const checked = page.getElementById("check");
    const missing = page.querySelectorAll(".govuk-error-summary__list li");
    if (missing.length) {
      this.shown.querySelector("[data-verdict]")?.remove();
      const first = missing[0].textContent.trim();
      this.say(`The check waits for ${missing.length === 1 ? `one answer: ${first}` : `${missing.length} answers`}.`);
    } else if (checked) {
      this.shown.replaceChildren(...checked.childNodes);
      this.say(`The check says: ${this.shown.querySelector(".govuk-tag").textContent.trim()}.`);
    }
  }

  say(words) {
    if (this.said.textContent !== words) this.said.textContent = words;
  }
}

for (const form of document.querySelectorAll("[data-check-as-typed]")) new CheckAsTyped(form);

[Button, Checkboxes, ErrorSummary, NotificationBanner, PlainRadios, ServiceNavigation, SkipLink, ExitWithoutReturn].forEach(
  (component) => createAll(component),
);
