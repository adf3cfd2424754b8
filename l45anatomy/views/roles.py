"""Roles that keep a table a table.

A live page lays a row out as it likes, and a browser then forgets that it is one: what each part is
has to be said. A still page needs none of it.
"""

_ROLES = (
    ("table", "table"),
    ("thead", "rowgroup"),
    ("tbody", "rowgroup"),
    ("tr", "row"),
    ("td", "cell"),
    ('th scope="col"', "columnheader"),
    ('th scope="row"', "rowheader"),
    ('th scope="rowgroup"', "rowheader"),
)


def with_roles(html: str) -> str:
    """Give HTML whose tables say what each of their parts is.

    >>> with_roles("<tr><td>5</td></tr>")
    '<tr role="row"><td role="cell">5</td></tr>'
    """
    for tag, role in _ROLES:
        html = html.replace(f"<{tag}", f'<{tag} role="{role}"')
    return html
