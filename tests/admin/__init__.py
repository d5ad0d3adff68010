"""The newsroom: what each kind of person may do there, and that it does what they asked."""
