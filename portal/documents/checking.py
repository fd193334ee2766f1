"""The public address /check-document: whether a file is one that was issued here, and nothing else about it."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from portal.documents import queries

blueprint = Blueprint("checking", __name__)


class CheckForm(FlaskForm):
    """The file to be checked. It is read, not kept."""

    class Meta(FlaskForm.Meta):
        """Files alone: the answer depends on nothing else."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """The files of a POST."""
            return request.files if request.method == "POST" else None

        csrf = False

    file = FileField("The document, as a PDF", [FileRequired("Choose the file")])


@blueprint.route("/check-document", methods=["GET", "POST"])
def check() -> ResponseReturnValue:
    """Hold a file against what was issued: the very same bytes, or not."""
    form = CheckForm()
    is_issued = None
    if form.validate_on_submit():
        is_issued = queries.is_issued(hashlib.sha256(form.file.data.read()).hexdigest())
    return render_template(
        "documents/check.html", form=form, is_issued=is_issued
    ), 422 if form.errors else 200
