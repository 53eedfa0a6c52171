"""Services with people near a postcode: the supplied lists in the database, and the answers over them."""
