"""The order checker: whether an order lets Cafcass refer, follow the programme and tell the court."""
