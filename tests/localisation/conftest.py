"""The lesions are built once, outside any test's time."""

import pytest

from l45anatomy.localisation.tried import tried


@pytest.fixture(scope="session", autouse=True)
def lesions():
    """Give the lesions tried and what each would show."""
    return tried()
