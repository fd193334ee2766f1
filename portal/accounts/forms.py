"""What people type to sign in."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import Field, PasswordField
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import EmailInput

from portal.accounts.engine import SHORTEST_PASSWORD
from portal.accounts.queries import LONGEST_EMAIL
from portal.accounts.signing_in import LONGEST_CODE, LONGEST_PASSWORD
from portal.text_fields import LineField

NOT_RIGHT = "The email address or the password is not right. Check both and try again"
CODE_NOT_RIGHT = "The code is not right. Wait for your app to show a new code and enter that one"
RECOVERY_CODE_NOT_RIGHT = "The recovery code is not right, or it has been used before"


class SignInForm(FlaskForm):
    """E-mail address and password."""

    email = LineField(
        "Email address",
        required="Enter your email address",
        longest=LONGEST_EMAIL,
        widget=EmailInput(),
        render_kw={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"},
    )
    password = PasswordField(
        "Password", [InputRequired("Enter your password")], render_kw={"autocomplete": "current-password"}
    )

    def refuse(self) -> None:
        """Say that the two do not belong together, and not which of them is wrong."""
        self.email.errors = [NOT_RIGHT]


class CodeForm(FlaskForm):
    """The six digits that an authenticator app shows."""

    code = LineField(
        "Code",
        required="Enter the code from your app",
        longest=LONGEST_CODE,
        description="6 numbers, such as 123456",
        render_kw={
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "spellcheck": "false",
            "class": "govuk-input--width-10",
        },
    )

    def refuse(self) -> None:
        """Say that the code is not the one awaited."""
        self.code.errors = [CODE_NOT_RIGHT]


class RecoveryCodeForm(FlaskForm):
    """One of the codes that were to be kept in a safe place."""

    code = LineField(
        "Recovery code",
        required="Enter one of your recovery codes",
        longest=LONGEST_CODE,
        description="12 letters and numbers, such as abcd-2345-efgh",
        render_kw={
            "autocomplete": "off",
            "spellcheck": "false",
            "autocapitalize": "none",
            "class": "govuk-input--width-20",
        },
    )

    def refuse(self) -> None:
        """Say that the code is none of theirs."""
        self.code.errors = [RECOVERY_CODE_NOT_RIGHT]


class PasswordForm(FlaskForm):
    """A new password, typed twice."""

    password = PasswordField(
        "New password",
        [
            InputRequired("Enter a new password"),
            Length(
                min=SHORTEST_PASSWORD,
                message=f"Your password must have {SHORTEST_PASSWORD} characters or more",
            ),
            Length(
                max=LONGEST_PASSWORD,
                message=f"Your password must have {LONGEST_PASSWORD} characters or fewer",
            ),
        ],
        description="12 characters or more. Three words that do not belong together are easy to remember.",
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "New password again",
        [InputRequired("Enter the new password again")],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_password(self, field: Field) -> None:
        """Refuse the passwords that are tried first: one repeated character, or this portal's own example."""
        if len(set(field.data or "")) < 4 or (field.data or "").lower() == "demonstration":
            raise ValidationError("Choose a password that is harder to guess")

    def validate_again(self, field: Field) -> None:
        """Both must be the same."""
        if field.data and field.data != self.password.data:
            raise ValidationError("The two passwords are not the same. Enter the new password again")
