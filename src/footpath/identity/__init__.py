"""Identity: which keys are one person's. Links between keys, the components that they make, and their ledger."""
