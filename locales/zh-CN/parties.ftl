# 角色、主体、账号的名称

code-role-cataloguer = 目录编制
code-role-reviewer = 审核
code-role-head = 机构负责人
code-role-data-office-head = 公共数据管理工作机构负责人
code-role-authority-reviewer = 主管部门审核
code-role-supervisor = 督促
code-role-security-officer = 安全
code-role-auditor = 审计
code-role-body-admin = 本机构管理员
code-role-sys-admin = 系统管理员

code-mandate-handler = 经办
code-mandate-signatory = 签署
code-mandate-head = 负责人

code-party-kind-person = 自然人
code-party-kind-legal-person = 法人
code-party-kind-unincorporated = 非法人组织

code-verification-unverified = 未核验
code-verification-pending = 核验中
code-verification-verified = 已核验
code-verification-refused = 未通过

code-account-state-registered = 待确认邮箱
code-account-state-active = 正常
code-account-state-suspended = 已停用
code-account-state-closed = 已注销

code-proof-resident-id = 居民身份证
code-proof-passport = 护照
code-proof-hk-macao-permit = 港澳居民来往内地通行证
code-proof-taiwan-permit = 台湾居民来往大陆通行证
code-proof-foreign-permanent-resident = 外国人永久居留身份证
code-proof-uscc = 统一社会信用代码

code-sign-in-signed-in = 登录成功
code-sign-in-wrong-password = 密码不对
code-sign-in-wrong-code = 验证码不对
code-sign-in-throttled = 尝试过多，已拦下

code-separation-admin-decides = 管理员同时负责办理，建议分开
code-separation-auditor-acts = 审计人员同时担任其他角色，建议分开
code-separation-cataloguer-reviews = 目录编制与审核由同一人担任，建议分开
code-separation-reviewer-approves = 审核与负责人审批由同一人担任，建议分开
