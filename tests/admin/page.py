"""A page of the admin as a browser holds it: its form's values, to change and to send."""

from lxml import html


class Form:
    """The form of the page at ``address``: ``values`` by name, each a string or a list of strings."""

    def __init__(self, client, address, response=None):
        self.client, self.address = client, address
        self.page = response or client.get(address)
        assert self.page.status_code == 200, self.page.status_code
        self.tree = html.fromstring(self.page.content.decode())
        for template in self.tree.findall(".//template"):
            template.drop_tree()
        self.values = {}
        areas = {area.name for area in self._form().iter("textarea")}
        for name, value in self._form().form_values():
            if name in areas:
                value = value.removeprefix("\n")  # as a browser does
            if name in self.values:
                held = self.values[name]
                self.values[name] = [*(held if isinstance(held, list) else [held]), value]
            else:
                self.values[name] = value

    def _form(self):
        main = self.tree.get_element_by_id("content-main")
        return next(form for form in main.iter("form") if (form.get("method") or "").lower() == "post")

    def add_row(self, group, **values):
        """Add a row to the formset ``group`` ("answers-0-sources"), as the page's script would; return its prefix."""
        number = int(self.values.setdefault(f"{group}-TOTAL_FORMS", "0"))
        self.values[f"{group}-TOTAL_FORMS"] = str(number + 1)
        self.values.setdefault(f"{group}-INITIAL_FORMS", "0")
        prefix = f"{group}-{number}"
        self.values[f"{prefix}-position"] = str(number)
        self.values.update({f"{prefix}-{name}": value for name, value in values.items()})
        return prefix

    def send(self, button="_continue", **values):
        """Send the form as the button ``button`` does; return the response, not followed."""
        return self.client.post(self.address, {**self.values, **values, button: ""})

    def errors(self):
        """Return every error that the page shows, in order."""
        items = [item for group in self.tree.find_class("errorlist") for item in group.iter("li")]
        return [" ".join(item.text_content().split()) for item in items]

    def again(self, response):
        """Return the Form that ``response`` shows."""
        return Form(self.client, self.address, response)


def messages(response):
    """Return the messages that follow ``response``, as the next page shows them."""
    return [str(message) for message in response.wsgi_request._messages]
