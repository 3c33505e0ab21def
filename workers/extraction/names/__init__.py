"""Names of persons: from the words as written to given name, patronymic and surname in the nominative."""

from workers.extraction.names.choice import person_name
from workers.extraction.names.identity import PersonName, compatible, merge
from workers.extraction.names.parts import Division, split_parts

__all__ = ["Division", "PersonName", "compatible", "merge", "person_name", "split_parts"]
