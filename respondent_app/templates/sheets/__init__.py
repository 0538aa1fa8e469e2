"""Response forms that are Excel workbooks."""
