"""The parts of each diagram. Data are boxes with round ends in the colour of their role (input, state,
output), weights are grey boxes with square corners, operations are outlined in ink, and gradients run
along dashed purple lines.
"""
