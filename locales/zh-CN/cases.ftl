# 办件：时限、办件页、待办、投诉举报和意见建议、办件查询。

## 时限
clock-left = 剩余 { $n } 个工作日
clock-due = 截止 { $date } 24:00
clock-due-today = 今天截止（24:00 前）
clock-due-today-short = 今天截止
clock-due-tomorrow = 明天截止
clock-target = 目标期限 { $date }
clock-in-principle = 原则上 { $length }
clock-service-target = 服务目标 { $length }，非法定期限
clock-soft-note = 超过不影响您的办件
clock-overdue = 已逾期 { $n } 个工作日
clock-overdue-now = 已逾期
clock-was-due = 应于 { $date }办结
clock-overdue-note = 已列入督促清单
clock-past-target = 已超过目标期限 { $n } 个工作日
clock-past-target-now = 已超过目标期限
clock-was-target = 目标期限为 { $date }
clock-past-target-note = 办件继续，经办机构须说明原因
clock-provisional = 截止日期暂定 { $date }
clock-provisional-note = { $years } 年放假安排公布后重新计算
clock-extended = 已延长，截止 { $date }（合计 { $n } 个工作日）
clock-approved = { $approver }批准
clock-reason = 原因：{ $reason }
clock-paused = 等待补正，暂不计时
clock-paused-mine = 等待您补正，暂不计时
clock-paused-short = 暂不计时
clock-paused-since = 自 { $date }起
clock-paused-note = 补正提交后重新计算
clock-at-once = 应当立即{ $what }
clock-promptly = 应当及时{ $what }
clock-no-number = 法规没有规定天数
clock-met = { $date }办结
clock-met-short = 按期办结
clock-met-used = 用时 { $n } 个工作日（期限 { $all } 个）
clock-met-late = 逾期 { $n } 个工作日
clock-met-past-target = 超过目标期限 { $n } 个工作日
clock-cancelled = { $date }终止计时
clock-cancelled-short = 终止计时
clock-named-owner = { $name }：{ $owner }
clock-period-working-days = { $n } 个工作日
clock-period-months = { $n } 个月
clock-period-days = { $n } 日
clock-how = 怎样计算
clock-how-start = 起算
clock-how-start-value = { $event }，{ $date }（当天不计）
clock-how-length = 期限
clock-how-counted = 计入的工作日
clock-how-make-up = 〔调休上班〕
clock-how-assumed = 〔按星期推算〕
clock-how-end = 期满
clock-how-end-value = { $date } 24:00
clock-how-stop = 停止计时
clock-how-profile = 规则版本
clock-how-calendar = 工作日历版本

## 办件页
cases-basis = 依据
cases-list-separator = 、
cases-overdue = 已逾期
cases-turn-body = 现在轮到：{ $body }
cases-turn-yours = 现在轮到您
cases-turn-reporter = 现在轮到{ $kind ->
    [SQ] 申请人
    [XY] 利用主体
    [WG] 利用主体
   *[other] 提出人
}
cases-turn-nobody = 办理已结束
cases-filed-on = 提交
cases-order-oldest = 按时间从早到晚
cases-order-newest = 按时间从晚到早
cases-internal = 内部
cases-person = （{ $name }）
cases-future = 接下来：{ $step }
cases-future-soft = 目标 { $n } 个工作日
cases-future-hard = { $n } 个工作日内
cases-document-valid = 有效
cases-document-replaced = 已替换
cases-document-view = 查看
cases-document-download = 下载
cases-document-from = { $from }提交
cases-document-recorded = 查看文件将被记录。
cases-document-show = 在本页查看
cases-document-hide = 收起
cases-shown = 正在查看的材料
cases-shown-elsewhere = 在新页面打开
cases-shown-pdf = 文件内容：{ $name }
cases-shown-cannot = 浏览器不能在本页显示这份文件，请在新页面打开。
cases-messages-none = 还没有留言。
cases-can = 您现在可以
cases-way-sign = 签署协议 { $number }
cases-way-agreement = 查看协议 { $number }

## 待办
queue-group-immediate = 没有法定天数 · 立即
queue-group-overdue = 已逾期
queue-group-today = 今天截止
queue-group-soon = 3 个工作日内
queue-group-week = 本周
queue-group-later = 以后
queue-group-answered = 已答复，待办结
queue-steps = 待办顺序
queue-previous-case = 上一件
queue-next-case = 下一件
queue-place = 第 { $place } 件，共 { $total } 件
shortcuts-title = 键盘快捷键
shortcuts-close = 关闭
shortcuts-enabled = 启用快捷键
shortcuts-note = 正在填写时不起作用。每个快捷键都有对应的链接或者按钮。设置只保存在本浏览器。
shortcuts-said-on = 快捷键已启用
shortcuts-said-off = 快捷键已关闭
shortcuts-j = 下一件
shortcuts-k = 上一件
shortcuts-enter = 打开选中的办件
shortcuts-x = 勾选或者取消勾选
shortcuts-u = 从办件返回待办
shortcuts-gq = 打开待办
shortcuts-help = 显示本说明
queue-group-waiting = 等待他人
queue-group-closed = 已办结
queue-group-count = { $n } 件
queue-pick = 选择 { $number }
queue-no-owner = 未分派
queue-owner = 经办
queue-from = { $kind ->
    [SQ] 申请人
    [XY] 利用主体
    [WG] 利用主体
   *[other] 提出人
}：{ $name }
queue-title = 待办
queue-heading = 待办 { $n } 件
queue-today = 今天：到期 { $due }，新到 { $new }
queue-average = 本周平均 { $days } 个工作日
queue-file = 导出本列表（CSV）
queue-file-chosen = 导出
queue-receive = 标记已接收
queue-receive-refused = 现在不能标记已接收：办件没有交给您所在的机构，或者已经接收。
queue-remind = 催办
queue-remind-refused = 现在不能催办：没有等待其他机构办理的事项，或者您的身份没有催办权限。
queue-done = 已办理 { $n } 件。
queue-not-done = 以下办件没有改动
queue-back = 返回待办
queue-cut-short = 按文字查找已达到时间上限，较早的办件没有查找。请选择类别、数据集或者经办后再查找。
queue-any-dataset = 全部数据集
queue-dataset = 数据集
queue-binding = 期限
queue-any-binding = 全部期限
queue-binding-hard = 法定期限（应当）
queue-binding-soft = 目标期限（原则上）
queue-binding-no-number = 没有法定天数
queue-clock = 期限状态
queue-any-clock = 全部状态
queue-clock-overdue = 已逾期
queue-clock-today = 今天截止
queue-clock-soon = 3 个工作日内
queue-clock-later = 以后
queue-clock-paused = 暂不计时
queue-clock-no-number = 没有法定天数
queue-file-number = 编号
queue-file-kind = 类别
queue-file-title = 标题
queue-file-applicant = 提交人
queue-file-state = 状态
queue-file-step = 本机构办理事项
queue-file-with = 现在轮到
queue-file-owner = 经办
queue-file-filed = 提交日期
queue-file-due = 截止日期
flash-queue-receive = 已标记接收 { $value } 件
flash-queue-remind = 已催办 { $value } 件
queue-tabs = 待办分类
queue-tab-mine = 我的
queue-tab-office = 本处室
queue-tab-waiting = 等待他人
queue-tab-overdue = 已逾期
queue-tab-all = 全部
queue-any-kind = 全部类别
queue-any-owner = 全部经办
queue-words = 标题或编号
queue-assign = 分派
queue-assign-to = 分派给
queue-assign-hint = 先在列表中勾选办件。
queue-none = 没有待办。
queue-none-found = 没有符合条件的办件。
queue-next = 下一个期限：{ $date }（{ $number }）
queue-search-title = 办件查询
flash-queue-assigned = 已分派 { $value } 件
flash-queue-nothing = 没有勾选办件，没有改动

## 办件页的内容
cases-answers = 提交的内容
cases-documents = 材料
cases-timeline = 办理过程
cases-messages = 留言
cases-message = 写留言
cases-message-visible = { $kind ->
    [SQ] 对申请人可见。缺少材料的，请用“一次性告知补正”。
    [XY] 对利用主体可见。
    [WG] 对利用主体可见。
   *[other] 对提出人可见。需要对方补充情况的，请用“请补充情况”。
}
cases-message-hint = 经办机构可以看到。
cases-message-send = 发送留言
cases-note = 内部意见（{ $kind ->
    [SQ] 申请人
    [XY] 利用主体
    [WG] 利用主体
   *[other] 提出人
}看不到）
cases-note-hint = 只有本机构的工作人员可以看到。
cases-note-save = 保存内部意见
cases-relate = 关联办件
cases-relate-hint = 填写另一件的编号。
cases-relate-do = 关联
cases-desk = 工作台
cases-involved = 有关各方
cases-reporter = { $kind ->
    [SQ] 申请人
    [XY] 利用主体
    [WG] 利用主体
   *[other] 提出人
}
cases-reporter-hidden = 身份保密
cases-reporter-anonymous = 匿名
cases-reporter-you = 您
cases-bodies = 办理机构
cases-related = 关联
cases-rules = 依据和规则
cases-target = 对象
cases-channel = 提交方式
cases-kind = 类别
cases-state = 状态
cases-with = 现在由谁办理
cases-unmask = 查看{ $kind ->
    [SQ] 申请人
    [XY] 利用主体
    [WG] 利用主体
   *[other] 提出人
}的完整信息
cases-unmask-reason = 查看的理由
cases-unmask-hint = 查看和理由将被记录。
cases-unmask-show = 查看并记录
cases-print = 打印
cases-print-receipt = 回执
cases-print-letter = 答复
cases-print-file = 案卷打印页
cases-print-archive = 下载案卷（ZIP，含全部材料和校验值）
cases-print-recorded = 打印和下载案卷将被记录。
cases-next = 打开下一件 { $number }
flash-case-message = 留言已发送
flash-case-note = 内部意见已保存
flash-case-related = 已关联 { $value }
flash-case-assigned = 已分派 { $value }

## 办理一个步骤
command-effects = 提交后
command-told = 告知
command-undo = 能否撤回
command-cancel = 不继续，返回办件
command-internal = { $kind ->
    [SQ] 申请人
    [XY] 利用主体
    [WG] 利用主体
   *[other] 提出人
}看不到。
command-min = 至少 { $n } 字。
command-choose = 请选择
command-preview = 预览通知
command-send = 确认并发出
preview-title = 预览通知
preview-lead = 还没有发出。核对无误后，用表单下方的按钮发出；修改后可以再次预览。
preview-obliged = 不同意的决定须先看过申请人将收到的内容。
preview-none = 这一步不发通知。
preview-to = 发给：{ $who }（{ $n } 人）
preview-link = 链接
preview-entry = 提交人在办理过程中看到的内容
preview-files = 附件没有保留，请在发出前重新选择。

## 打印
print-receipt-title = { $kind }回执
print-letter-title = 关于“{ $title }”的答复
print-letter-salutation = 您好：
print-file-title = 案卷 { $number }
print-enclosed = 不是图片的材料不在本页显示，请逐个打开打印，或者下载案卷。
print-foot = { $site } · 打印日期 { $date }
print-by = { $who } 于 { $when } 打印

## 投诉举报和意见建议
complaint-title = 投诉举报
complaint-lead = 数据不更新、不准确、违规使用，或者对开放工作不满意，可以在这里投诉举报。不用登录。
complaint-safe = 被投诉方看不到您的身份。您也可以匿名提交，凭编号和查询码查看办理结果。
complaint-part-target = 对象
complaint-target-kind = 投诉举报或者建议的对象
complaint-target-dataset = 数据集
complaint-target-body = 机构
complaint-target-user = 使用开放数据的单位或者个人
complaint-target-portal = 本平台和其他
complaint-target = 数据集或者机构
complaint-target-hint = 填写名称、编码，或者它在本平台的网址。对象是另外两类时不填。
complaint-target-pick = 您说的是哪一个
complaint-target-text = 对象的补充说明
complaint-target-text-hint = 对象是使用者时，请写明是谁；其他情况可以写明是哪一部分。
complaint-part-facts = 内容
complaint-subject = 标题
complaint-subject-hint = 一句话说明是什么事，4 至 80 字。
complaint-facts = 事实
complaint-facts-hint = 什么时候、发生了什么、您怎样发现的，至少 10 字。
complaint-wish = 您希望怎样处理
complaint-part-you = 您的信息
complaint-anonymous = 匿名提交
complaint-anonymous-hint = 匿名时不保存姓名和联系方式，下面各项不用填写；只能凭查询码查看结果。
complaint-is-anonymous = 匿名提交，不保存姓名和联系方式
complaint-name = 姓名
complaint-name-hint = 只有经办人员可以看到，查看将被记录。
complaint-phone = 电话
complaint-email = 电子邮件
complaint-email-hint = 办理进展发到这里。
complaint-email-hint-account = 办理进展发到您的账号；这里可以另留一个联系邮箱。
complaint-why = 为什么要填
complaint-why-text = 姓名和联系方式由本平台要求，用来核实情况和答复，加密保存，被投诉方看不到。不愿填写的，请匿名提交。
complaint-continue = 继续
complaint-other-ways = 也可以打电话、写信或者到窗口：
complaint-check-title = 核对并提交
complaint-check-lead = 请核对填写的内容，需要时附上证明材料，然后提交。
complaint-edit = 返回修改
complaint-part-evidence = 证明材料
complaint-evidence = 证明材料
complaint-evidence-hint = 截图、照片或者文件，最多 { $n } 个。
complaint-next = 提交后得到编号和查询码。主管部门转交有关机构办理，办理过程和期限随时可以查看。
complaint-submit = 提交投诉举报
suggestion-title = 意见建议
suggestion-lead = 希望开放哪些数据、怎样改进，可以在这里提出。不用登录。
suggestion-facts = 意见或者建议
suggestion-facts-hint = 请写明现在怎样、希望怎样，至少 10 字。
suggestion-check-lead = 请核对填写的内容，需要时附上材料，然后提交。
suggestion-submit = 提交意见建议
error-not-found-target = 没有找到这个数据集或者机构，请核对名称，或者粘贴它在本平台的网址
error-required-target_kind = 请选择对象
error-required-anonymous = 请填写姓名，或者选择匿名提交

receipt-title = 回执
receipt-lead = 已收到。请抄下或者打印编号和查询码。
receipt-lead-counter = 已录入。请把编号和查询码交给来访人。
receipt-codes = 编号和查询码
receipt-number = 编号
receipt-code = 查询码
receipt-once = 查询码只显示一次，关闭本页后无法再看到。
receipt-over = 回执只显示一次。凭编号和查询码可以查看办理情况。
receipt-next = 接下来
receipt-next-text = 先由主管部门确定办理机构并转交，再由该机构核实、答复。每一步都记入办理过程。
receipt-open = 打开办件

track-title = 办件查询
track-lead = 填写回执上的编号和查询码，查看办理情况，补充情况，收取答复。
track-number = 编号
track-number-hint = 例如 TS-20261012-0003
track-code = 查询码
track-code-hint = 回执上的 10 位字符，不分大小写。
track-show = 查看办理情况
track-unknown = 编号和查询码对不上
track-unknown-note = 请照回执核对。查询码丢失的，登录后提交的办件可以在“我的办件”中查看；匿名的办件无法找回。
track-signed-in = 登录后提交的办件，在个人中心的“我的办件”中查看。
track-over = 查询已过期
track-over-note = 为了安全，查询只保持一小时。请重新填写编号和查询码。
track-typed = 您刚才填写的内容
track-pass = 您正凭编号和查询码办理本办件，一小时内有效。
track-leave = 退出查询
flash-track-left = 已退出查询

requests-my = 个人中心
requests-title = 我的办件
requests-todo = 待办
requests-running = 办理中
requests-over = 已结束
requests-none = 还没有办件。
requests-todo-none = 没有等您处理的事情。您可以：
requests-count = 共 { $n } 件，等您处理 { $yours } 件

counter-title = 窗口录入
counter-lead = 为来访、来电、来信的人录入。录入后把编号和查询码交给对方。
counter-channel = 怎样收到的
counter-channel-counter = 窗口
counter-channel-phone = 电话
counter-channel-letter = 信件
counter-channel-email = 电子邮件
counter-channel-hotline = 政务服务热线
counter-received = 收到日期
counter-received-hint = 不填就是今天；期限从这一天起算。
counter-submit = 录入办件

channels-title = 投诉举报渠道
channels-online = 网上提交，随时可以：
channels-contact = 也可以打上面的电话、发电子邮件，或者到窗口，由工作人员录入，同样得到编号和查询码。
channels-answer = 由主管部门受理并转交有关机构，答复期限在回执和办件查询中写明。匿名也受理，被投诉方看不到您的身份。
channels-services = 办事
complaint-dataset = 对这个数据集投诉举报
flash-case-done = 已办理
flash-case-route = 已分办 { $value }
flash-case-forward = 已转送 { $value }
flash-case-refer = 已转送 { $value }
flash-case-accept = 已受理 { $value }
flash-case-return = 已退回 { $value }
flash-case-recall = 已收回 { $value }
flash-case-ask-supplement = 已请对方补充
flash-case-supplement = 补充的情况已提交
flash-case-extend = 已延长期限
flash-case-answer = 答复已发出
flash-case-confirm = 已认可答复，办件办结
flash-case-object = 异议已提交
flash-case-close = 已办结 { $value }
flash-case-cancel = 已撤回 { $value }，办件保留备查
flash-case-suspend-dataset = 已中止开放，所有人都无法下载
flash-case-resume-dataset = 已恢复开放
flash-case-remind = 已催办 { $value }
complaint-evidence-kinds = PDF、图片、Word、Excel、OFD、TXT
complaint-subject-risk = 报告安全风险（协议 { $number }）

## 意见模板
desk-place-opinions = 意见模板
desk-place-opinions-note = 本机构常用的审核意见和答复
opinions-title = 意见模板
opinions-lead = 本机构常用的意见。办理时可以插入到意见框，插入后仍可修改。
opinions-none = 还没有模板。
opinions-new = 新建模板
opinions-name = 模板名称
opinions-kind = 用途
opinions-state = 状态
opinions-changed = 版本
opinions-version = 第 { $n } 版，{ $on }
opinions-retired = 已停用
opinions-offered = 使用中
opinions-one-lead = 保存后成为新的版本。已发出的意见不受影响。
opinions-text = 正文
opinions-text-hint = 用中文写。申请人或提出人会看到，不要写姓名、电话等个人信息。
opinions-name-hint = 办理时按名称选择，不超过 60 字
opinions-facts = 可以自动填写的内容
opinions-facts-lead = 在正文中写花括号和名称，插入时自动填写。
opinions-save = 保存
opinions-retire = 停用
opinions-restore = 重新启用
opinions-choose = 意见模板（{ $question }）
opinions-insert = 插入
opinion-kind-approve = 同意
opinion-kind-refuse = 不同意
opinion-kind-supplement = 补正
opinion-kind-answer = 答复投诉、建议
opinion-fact-number = 办件编号
opinion-fact-title = 办件标题
opinion-fact-data = 数据集名称
opinion-fact-today = 当天日期
flash-opinion-saved = 模板已保存。
flash-opinion-retired = 模板已停用，办理时不再提供。
flash-opinion-restored = 模板已重新启用。
suggestion-subject-entry = 更正受限数据获取名单中的条目（协议 { $number }）
