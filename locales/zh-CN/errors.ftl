# 出错页，以及接口 problem+json 中的 detail。每个错误码一句话：error-<代码>。

error-title = 错误：{ $title }

error-heading-400 = 这个地址有一处无法识别
error-heading-403 = 这里的数据现在不能取用
error-heading-404 = 没有找到这个页面
error-heading-405 = 这个地址不接受这种请求
error-heading-406 = 没有您要的格式
error-heading-410 = 这个数据集已撤回
error-heading-416 = 文件没有这么长
error-heading-429 = 请求过于频繁
error-heading-500 = 本平台出了问题
error-heading-503 = 本平台暂时不能回答
error-heading-suspended = 中止开放

error-not-found = 这里没有页面，或者内容没有向公众开放。
error-withdrawn = 这个数据集已撤回，不再提供查阅和下载。
error-suspended = 这个数据集已中止开放，暂停下载、预览和接口。
error-application-needed = 这些数据要先申请，才能获取。
error-withheld-items = 这个文件含有尚未脱敏或者未经同意的数据项，不能提供。
error-unknown-parameter = 没有名为“{ $field }”的参数。
error-bad-value = 参数“{ $field }”的写法不合要求。
error-bad-value-value = 参数“{ $field }”的值“{ $value }”不合要求。
error-bad-value-max = 参数“{ $field }”的值“{ $value }”不合要求，最大为 { $max }。
error-unknown-column = 这张表没有名为“{ $field }”的列，或者该列没有开放。
error-out-of-range = 参数“{ $field }”超出了范围。
error-out-of-range-max = 参数“{ $field }”超出了范围，最大为 { $max }。
error-too-expensive = 这个查询要处理的行太多，请增加条件后再试。
error-too-large-for-format = 行数超过了这种格式的上限，请选择其他格式或者增加条件。
error-too-large-for-format-max = 行数超过了这种格式的上限（{ $max } 行），请选择其他格式或者增加条件。
error-timed-out = 这个查询没有在时限内完成，请增加条件或者稍后再试。
error-busy = 现在查询的人较多，请稍后再试。
error-not-ready = 本平台正在启动，请稍后再试。
error-too-many-requests = 来自您这个网络地址的请求太多，请稍后再试。
error-too-many-requests-seconds = 来自您这个网络地址的请求太多，{ $seconds } 秒后可继续。
error-method-not-allowed = 请从页面上的链接或者按钮进入。
error-not-acceptable = 这个地址不提供您要求的格式。
error-internal = 这不是您的操作引起的。请稍后再试；如果仍然这样，请凭编号与我们联系。

error-ways-heading = 您可以
error-way-search = 在目录中查找“{ $words }”
error-way-data = 查看数据目录
error-way-themes = 按数据领域查找
error-way-publishers = 按开放主体查找
error-way-home = 回到首页
error-way-dataset = 查看这个数据集的说明
error-way-remove = 去掉无法识别的参数，重新打开本页
error-way-retry = 重新打开本页
error-way-api = 大批量获取数据，请使用接口或者整份文件
error-rule = 查看法规依据

gone-lead = 已于 { $date }撤回。
gone-untitled = 已撤回的数据集
gone-note = 撤回后，数据文件、预览和接口都不再提供；本页面保留，供已经引用这些数据的人核对。
gone-similar = 查找相近的数据集
gone-more = 查看{ $publisher }的其他数据集

suspended-lead = 自 { $since } 起暂停下载、预览和接口，原因类别：{ $reason }。
suspended-note = 恢复后将在数据集页面公布。
error-range-not-satisfiable = 文件没有您要的部分。
error-range-not-satisfiable-bytes = 文件共 { $bytes } 字节，没有您要的部分。

error-heading-401 = 请先登录
error-heading-409 = 这里有新进展
error-heading-413 = 提交的内容太大
error-heading-422 = 有内容需要修改
error-invalid = 有内容需要修改，请看页面上的说明。
error-sign-in-needed = 这个页面需要先登录。
error-forbidden = 您现在的身份没有办理这件事的权限。
error-forbidden-role = 这里需要“{ $role }”权限，您现在的身份没有。
error-foreign-origin = 这次提交不是从本平台的页面发出的，没有受理。请打开本平台的页面重新提交。
error-conflict = 您打开后这里有新进展，请查看后再操作。
error-body-too-large = 提交的内容太大，没有受理。
error-body-too-large-limit_kb = 提交的内容超过了 { $limit_kb } KB，没有受理。
error-rule-refused = { $why }
error-second-person-needed = 起草人不能确认自己的修改，请由另一人办理。
error-required = 请填写。
error-required-label = 请填写“{ $label }”
error-too-long = 字数太多。
error-too-long-label = “{ $label }”最多 { $max } 字，超出 { $over } 字
error-too-short = 字数太少。
error-too-short-label = “{ $label }”至少 { $min } 字

error-wrong-credentials = 账号或密码不对；还可尝试 { $left } 次。
error-too-many-attempts = 尝试次数过多，请 { $minutes } 分钟后再试。忘记密码可以找回。
error-wrong-code = 验证码不对或已经用过。请输入认证器应用当前显示的 6 位数字，或一个未用过的恢复码。
error-link-expired = 这个链接已经用过或已过期。请重新申请一个。
error-email-unconfirmed = 请先打开邮件中的链接确认邮箱地址，然后再登录。没有收到可以重新发送。
error-weak-password = { $reason ->
    [common] 这个密码太常见，容易被猜到。请换一个，例如几个不相关的词。
    [similar] 这个密码与常见密码太相似，容易被猜到。请换一个，例如几个不相关的词。
    [keyboard] 键盘上相邻的按键容易被猜到。请换一个，例如几个不相关的词。
    [repeats] 重复的字符容易被猜到。请换一个，例如几个不相关的词。
    [sequence] abc、1234 这样的顺序容易被猜到。请换一个，例如几个不相关的词。
    [date] 日期和年份容易被猜到。请换一个，例如几个不相关的词。
    [name] 姓名容易被猜到。请换一个，例如几个不相关的词。
    [word] 单独一个词容易被猜到。请再加几个不相关的词。
   *[other] 这个密码容易被猜到。请再长一些，例如几个不相关的词。
}
error-bad-email = 请输入完整的邮箱地址，例如 name@example.cn
error-bad-number = { $reason ->
    [length] 位数不对，请对照证件核对。
    [character] 含有不该出现的字符，请对照证件核对。
    [region] 地区代码不对，请对照证件核对。
    [birth] 出生日期不对，请对照证件核对。
   *[check] 校验位不符：可能有一位写错或两位颠倒，请对照证件核对。
}
error-organisation-known = 该统一社会信用代码的单位已在本平台核验。请联系该单位负责人邀请您加入。
error-already-member = 该邮箱的账号已经在这里。
error-last-admin = 请先把负责人或管理员的职责交给另一位成员。
error-second-factor-needed = 工作人员的权限须用第二步验证登录后才能使用。请在“账号与安全”中设置，或重新登录。
error-own-case = 不能办理自己提交的事项，须由其他人办理。

## 办件
error-no-authority = 本平台还没有设置能接收办件的主管部门。请改用公布的电话或者信函。
error-route-to-target = 被投诉的单位不能办理这个办件，请选择其他单位
error-outside-jurisdiction = 这个单位不属于本级主管部门管辖，请选择其他单位
error-same-person = 您答复过本办件，复查须由他人答复。
error-extension-too-long = 延长的工作日超过规定的上限
error-file-kind = 文件应为 PDF、JPG、PNG、Word、Excel、OFD 或者纯文本
error-file-empty = 文件为空
error-file-too-large = 文件超过 { $max_mb } MB（现为 { $mb } MB）
error-too-many-files = 一次最多上传 { $max } 个文件

## 其他平台登录
error-heading-provider-unavailable = 登录平台暂时不能使用
error-heading-provider-denied = 没有登录
error-heading-provider-answer = 不能确认您的身份
error-heading-sign-in-stale = 请重新登录
error-heading-identity-taken = 这个身份已经关联
error-heading-last-way-in = 不能取消
error-heading-roles-from-provider = 角色不在这里修改
error-provider-unavailable = 登录平台现在没有答复。请稍后再试，或者换一种方式登录。
error-provider-unavailable-provider = { $provider }现在没有答复。请稍后再试，或者换一种方式登录。
error-provider-denied = 登录平台没有同意这次登录，或者您取消了。可以重新登录，或者换一种方式。
error-provider-denied-provider = { $provider }没有同意这次登录，或者您取消了。可以重新登录，或者换一种方式。
error-provider-answer = 登录平台发来的登录信息没有通过核验，因此没有登录。请重新登录；仍然不行，请与我们联系。
error-provider-answer-provider = { $provider }发来的登录信息没有通过核验，因此没有登录。请重新登录；仍然不行，请与我们联系。
error-sign-in-stale = 这次登录不是在这个浏览器里开始的，或者时间过长。请从登录页重新开始。
error-identity-taken = 这个身份已经关联另一个账号，或者您的账号已经关联了同一平台的另一个身份。
error-last-way-in = 这是本账号唯一的登录方式。请先设置密码，或者关联另一个身份。
error-no-password = 本账号没有设置密码。请先在登录平台重新确认身份，或者在登录页通过“忘记密码”设置一个密码。
error-email-known = 这个邮箱已有账号。请登录那个账号，再关联这个身份。
error-roles-from-provider = 这位人员的角色由统一登录平台给出，请在那里修改。

## 受限开放
error-out-of-range-first = “{ $label }”不能早于 { $first }
error-out-of-range-last = “{ $label }”须在 { $first } 至 { $last } 之间
error-not-offered = 不在可选的范围内，请重新选择。
error-not-offered-label = “{ $label }”不在可选的范围内，请重新选择
error-mismatch = 与其他栏的内容不一致，请核对。
error-mismatch-other = “{ $label }”与其他栏的内容不一致，请核对
error-duplicate = 与已有的内容重复。
error-duplicate-label = “{ $label }”与已有的内容重复，请修改
error-expired = 已过有效期。
error-expired-label = “{ $label }”已过有效期（{ $until }），请换成有效的
error-too-old = 出具的日期太早。
error-too-old-label = “{ $label }”出具于 { $issued }，超过了 { $max } 天，请换成新出具的
error-not-yet = 日期在今天之后。
error-not-yet-label = “{ $label }”的日期在今天之后，请核对
error-unverified = 身份还没有核验。
error-unverified-label = 申请人的身份还没有核验：可以保存草稿，核验后才能提交
error-text-changed = 承诺书的文本已更新，请重新阅读并签署
error-locked = 这里已经不能修改。
error-file-kind-other = 文件应为 PDF、JPG 或者 PNG
error-file-protected = 文件有密码，无法审阅

## 受限数据的交付
error-heading-key-needed = 需要密钥
error-heading-key-invalid = 密钥不对
error-heading-key-revoked = 密钥已停用
error-heading-key-in-query = 密钥不能写在网址里
error-heading-item-gone = 数据项已不再提供
error-heading-volume-used-up = 约定的用量已用完
error-key-needed = 请在请求头 Authorization: Bearer 中带上密钥。
error-key-invalid = 没有这个密钥。
error-key-revoked = 这个密钥已停用，或者已被新密钥取代。
error-key-in-query = 密钥写在网址参数“{ $field }”里，会被沿途的记录看到。请改放在请求头 Authorization: Bearer 中，并立即更换这个密钥。
error-wrong-address = 这个密钥不允许从您的网络地址使用。
error-bad-address = “{ $value }”不是 IP 地址
error-too-many-keys = 一份协议同时最多有 { $max } 个密钥，请先停用不用的
error-too-many-templates = 一个机构最多保存 { $max } 个意见模板（含已停用的）。请改写一个不再使用的模板；已停用的，保存后即重新提供
error-not-begun = 协议还没有生效。
error-agreement-ended = 协议已终止，不能再获取数据。
error-user-closed = 您对这些数据的权限已暂时关闭，请查看整改通知。
error-wrong-mode = 协议约定的不是这种开放方式。
error-wrong-system = 协议约定的不是这个系统。
error-item-not-approved = 这些数据项没有批准。
error-item-not-approved-items = 这些数据项没有批准：{ $items }。
error-range-not-approved = 超出了批准的数据范围。
error-range-unclear = 数据中没有可以判断是否在批准范围内的列，因此不能提供。已告知提供方。
error-volume-used-up = 约定的用量（{ $count } 次）已用完。
error-consent-needed = 没有被授权人的同意，不能获取这些数据项。
error-item-gone = 数据项“{ $item }”在第 { $version } 版之后不再提供。请只获取其余数据项。
