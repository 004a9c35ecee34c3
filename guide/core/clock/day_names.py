"""Names of days and months as sentences, whole and short."""

from guide.core.message import Message

DAYS = (
    Message("day.0", "Monday"),
    Message("day.1", "Tuesday"),
    Message("day.2", "Wednesday"),
    Message("day.3", "Thursday"),
    Message("day.4", "Friday"),
    Message("day.5", "Saturday"),
    Message("day.6", "Sunday"),
)
SHORT_DAYS = (
    Message("day.short.0", "Mon"),
    Message("day.short.1", "Tue"),
    Message("day.short.2", "Wed"),
    Message("day.short.3", "Thu"),
    Message("day.short.4", "Fri"),
    Message("day.short.5", "Sat"),
    Message("day.short.6", "Sun"),
)
MONTHS = (
    Message("month.1", "January"),
    Message("month.2", "February"),
    Message("month.3", "March"),
    Message("month.4", "April"),
    Message("month.5", "May"),
    Message("month.6", "June"),
    Message("month.7", "July"),
    Message("month.8", "August"),
    Message("month.9", "September"),
    Message("month.10", "October"),
    Message("month.11", "November"),
    Message("month.12", "December"),
)
SHORT_MONTHS = (
    Message("month.short.1", "Jan"),
    Message("month.short.2", "Feb"),
    Message("month.short.3", "Mar"),
    Message("month.short.4", "Apr"),
    Message("month.short.5", "May"),
    Message("month.short.6", "Jun"),
    Message("month.short.7", "Jul"),
    Message("month.short.8", "Aug"),
    Message("month.short.9", "Sep"),
    Message("month.short.10", "Oct"),
    Message("month.short.11", "Nov"),
    Message("month.short.12", "Dec"),
)
