//! 个人中心 · 单位中心: pages of the signed-in reader.
