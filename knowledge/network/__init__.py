"""The guidance network: services with people, where they are, when they are open and how to reach them."""

from .hours import Hours, HoursError, read_hours
from .model import KINDS, Found, Service, ServiceError, nearest
from .own import own_services
from .reading import read_csv, service_of

__all__ = [
    "KINDS",
    "Found",
    "Hours",
    "HoursError",
    "Service",
    "ServiceError",
    "nearest",
    "own_services",
    "read_csv",
    "read_hours",
    "service_of",
]
