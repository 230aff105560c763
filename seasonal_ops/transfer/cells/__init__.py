"""What cells mean, however people write them: headers, dates, times, partners, themes and phases."""
