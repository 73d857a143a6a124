from __future__ import annotations

from pychart.transport.basic import write_basic


def test_the_example_of_the_rfc() -> None:
    assert write_basic("Aladdin", "open sesame") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="


def test_bytes_that_are_no_text_stay() -> None:
    assert write_basic("\udcff", "") == "Basic /zo="
