"""What a learner's hand does at the panel of a simulator, without a browser."""


def move(widget, **values):
    """Move controls as by hand: `reach=7.0`, or `stenosis__facet=2.0` where there are several."""
    groups = {name.partition(".")[0] for name in widget.panel.values}
    only = groups.pop() if len(groups) == 1 else ""
    told = {name if "__" in name else f"{only}__{name}": value for name, value in values.items()}
    widget.panel.move(**told)


def at(widget, name):
    """Give where a control stands."""
    return widget.panel.values[name if "." in name else f"herniation.{name}"]


def press(widget, name, value=""):
    """Use a button, a menu or a line of the panel."""
    widget.panel.acted = {"name": name, "value": value, "n": widget.panel.revision + 1}
