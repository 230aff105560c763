"""Files and their formats: .csv, .xlsx and .json become tables of cells, and cells become files."""
