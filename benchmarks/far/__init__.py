"""How far it goes: what many articles cost, from what few cost here, and a run over a million documents."""
