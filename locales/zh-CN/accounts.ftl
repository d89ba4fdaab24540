# 登录、注册、个人中心、单位、人员与角色。
flash-signed-out = 您已退出。
