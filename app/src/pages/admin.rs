//! 工作台: pages of the people of public bodies.
