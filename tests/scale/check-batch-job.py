"""Compares the JSON on standard input with what AWS Batch's SubmitJob takes, as botocore has it."""

import json
import sys

import botocore.session
from botocore.validate import ParamValidator

service = botocore.session.get_session().get_service_model("batch")
shape = service.operation_model("SubmitJob").input_shape
report = ParamValidator().validate(json.load(sys.stdin), shape)
if report.has_errors():
    sys.exit(report.generate_report())
