"""Labels of keys in the language of the run: for the footer and the help."""

from dataclasses import replace

from textual.binding import ActiveBinding, Binding

from guide.wording.texts import Texts


def label_id(binding: Binding) -> str:
    """The id by which translators know a label; keys of Textual's own go by what they do."""
    return f"key.{binding.id}" if binding.id else f"key.textual.{binding.action}"


def in_words(active: dict[str, ActiveBinding], texts: Texts) -> dict[str, ActiveBinding]:
    """The keys that are live, with their labels translated."""
    if texts.translate is None:
        return active
    return {
        key: shown._replace(binding=_worded(shown.binding, texts)) for key, shown in active.items()
    }


def _worded(binding: Binding, texts: Texts) -> Binding:
    label, name = binding.description, label_id(binding)
    tip = binding.tooltip
    return replace(
        binding,
        description=texts.words(name, label) if label else "",
        tooltip=texts.words(f"{name}.tip", tip) if tip else "",
    )
