"""Names of days and months as sentences, whole and short."""

from guide.core.sentence import Sentence

DAYS = (
    Sentence("day.0", "Monday"),
    Sentence("day.1", "Tuesday"),
    Sentence("day.2", "Wednesday"),
    Sentence("day.3", "Thursday"),
    Sentence("day.4", "Friday"),
    Sentence("day.5", "Saturday"),
    Sentence("day.6", "Sunday"),
)
SHORT_DAYS = (
    Sentence("day.short.0", "Mon"),
    Sentence("day.short.1", "Tue"),
    Sentence("day.short.2", "Wed"),
    Sentence("day.short.3", "Thu"),
    Sentence("day.short.4", "Fri"),
    Sentence("day.short.5", "Sat"),
    Sentence("day.short.6", "Sun"),
)
MONTHS = (
    Sentence("month.1", "January"),
    Sentence("month.2", "February"),
    Sentence("month.3", "March"),
    Sentence("month.4", "April"),
    Sentence("month.5", "May"),
    Sentence("month.6", "June"),
    Sentence("month.7", "July"),
    Sentence("month.8", "August"),
    Sentence("month.9", "September"),
    Sentence("month.10", "October"),
    Sentence("month.11", "November"),
    Sentence("month.12", "December"),
)
SHORT_MONTHS = (
    Sentence("month.short.1", "Jan"),
    Sentence("month.short.2", "Feb"),
    Sentence("month.short.3", "Mar"),
    Sentence("month.short.4", "Apr"),
    Sentence("month.short.5", "May"),
    Sentence("month.short.6", "Jun"),
    Sentence("month.short.7", "Jul"),
    Sentence("month.short.8", "Aug"),
    Sentence("month.short.9", "Sep"),
    Sentence("month.short.10", "Oct"),
    Sentence("month.short.11", "Nov"),
    Sentence("month.short.12", "Dec"),
)
