"""Bytes to records: reading files, understanding their structure, cutting passages."""
