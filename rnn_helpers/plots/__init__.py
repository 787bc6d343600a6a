"""Pictures of the course: the house style, figures and the diagrams in ``assets/``."""
