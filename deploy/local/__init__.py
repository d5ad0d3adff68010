"""Running HistoryQA on one machine with nothing but Python: the code behind ``make run``."""
