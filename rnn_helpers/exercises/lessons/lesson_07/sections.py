"""The headings of lesson 07 that messages point to."""

SECTIONS = {
    "step": "One step back is a matrix",
    "steps": "Many steps back are a product",
    "rates": "How far one step stretches, and what happens in the long run",
    "saturation": "Saturation",
    "clipping": "Exploding, and clipping by norm",
    "orthogonal": "Orthogonal starts, and how long they hold",
}
