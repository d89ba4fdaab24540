# 草稿、离岗代办、登录失效后找回的内容。
flash-draft-saved = 草稿已保存，随时可以继续。
flash-draft-thrown-away = 草稿已删除。
flash-absence-begun = 已登记，期间您的办件由代办人一并办理。
flash-absence-ended = 已提前结束。
flash-kept = 登录失效前填写的内容已放回表单，还没有提交。附件和密码须重新填写。

my-place-drafts = 草稿
my-place-drafts-note = 还没有提交的投诉举报和意见建议。
my-place-absence = 离岗代办
my-place-absence-note = 不在岗期间由谁办理您的办件。

## Drafts
drafts-title = 草稿
drafts-lead = 还没有提交的内容。提交后草稿自动删除；附件在提交时选择，不随草稿保存。
drafts-none = 没有草稿。
draft-subject = 标题
draft-changed = 最近保存
draft-untitled = （未写标题）
draft-conflict-title = 选择保留哪份草稿
draft-conflict-lead = 这份草稿在另一处改过（{ $time }）。两份并列，请选择保留哪份。
draft-conflict-field = 栏目
draft-conflict-there = 另一处保存的
draft-conflict-here = 您刚填写的
draft-conflict-differs = 不同
draft-conflict-empty = 未填写
draft-conflict-keep-here = 保留我刚填写的
draft-conflict-keep-there = 保留另一处保存的
draft-save = 保存草稿
draft-discard = 删除草稿

## Absence
absence-title = 离岗代办
absence-lead = 期间分派给您的办件同时出现在代办人的“我的”待办中，新办件和期限也提醒代办人。代办人以自己的身份和角色办理。
absence-body = 机构：{ $body }。
absence-none = 现在没有离岗登记。
absence-caption = 本机构的离岗登记
absence-who = 离岗人
absence-to = 代办人
absence-to-hint = 本机构能办理办件的人员。
absence-from = 第一天
absence-until = 最后一天
absence-until-hint = 含当天；最长 366 天。
absence-begin = 登记离岗
absence-alone = 本机构没有其他能办理办件的人员，请先由管理员邀请。
absence-submit = 登记离岗
absence-end = 提前结束

## The desk without a second factor
desk-factor-title = 您的角色还没有生效
desk-factor-why = 为机构工作须用两步验证登录。设置只需几分钟：
desk-factor-step-app = 在手机上安装任意一个支持 TOTP 的验证器应用。
desk-factor-step-scan = 用它扫描设置页上的二维码，输入显示的 6 位数字。
desk-factor-step-codes = 保存恢复码，手机丢失时用。
desk-factor-again = 您已设置两步验证，但这次登录没有使用。请退出，然后重新登录并输入验证码。
