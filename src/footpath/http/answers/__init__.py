"""The answers of the API as types: what OpenAPI says, and what leaves the server is checked against them."""
