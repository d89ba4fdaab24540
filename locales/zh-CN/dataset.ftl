# 数据集的页面：概览、数据项、文件与接口、版本。

## 页签
dataset-tabs = 数据集内容
dataset-tab-overview = 概览
dataset-tab-table = 数据
dataset-tab-fields = 数据项
dataset-tab-files = 文件与接口
dataset-tab-versions = 版本
dataset-back = 回到数据集概览

## 六个问题
dataset-what = 是什么
dataset-who = 谁提供
dataset-fresh = 多新
dataset-good = 多好
dataset-may = 可以用吗
dataset-how = 怎么拿
dataset-next-due = 下次应在 { $date }前更新
dataset-quality-short = 质量 { $n }/{ $all }
dataset-licence-missing = 许可未填写
dataset-cite = 引用
dataset-how-open = 直接下载、在线查看或者用接口
dataset-how-file = 直接下载
dataset-how-application = 在线申请
dataset-how-suspended = 暂停，恢复后在此公布
dataset-how-none = 本平台没有文件

## 获取数据
dataset-get = 获取数据
dataset-download = 下载 { $file }
dataset-file = { $format }（{ $facts }）
dataset-file-separator = ，
dataset-file-original = 原文件
dataset-file-excel = 供 Excel 打开
dataset-other-formats = 其他格式
dataset-all-tables = 全部 { $n } 张表的文件
dataset-no-file = 目前没有可以下载的文件。
dataset-look = 在线查看
dataset-api = 用接口
dataset-free = 免费，无需登录，无需申请。
dataset-apply-lead = 这是{ $label }的数据，要先申请。
dataset-apply-assumed = 来源没有填写是否开放，按{ $label }处理，要先申请。
dataset-conditions = 开放条件
dataset-conditions-none = 提供单位没有公布其他条件，按法规规定办理。
dataset-reach = 咨询
dataset-reach-lead = 对数据和条件有疑问，请联系提供单位：
dataset-contact = 数据咨询
dataset-source-platform = 来源平台的页面
dataset-structure-only = 本平台只展示结构，不展示数据。
dataset-ask-publisher = 查看提供单位
dataset-external = 数据在来源平台
dataset-external-open = 打开来源页面
dataset-external-note = 本平台只收录了说明，没有保存数据文件。来源平台可能要求登录。
dataset-nothing = 没有数据文件
dataset-nothing-note = 目录里只有说明，没有文件，也没有来源地址。可以向提供单位询问：
dataset-withheld-title = 有数据项没有提供
dataset-withheld = { $n } 个数据项含有尚未处理或者未经同意的敏感内容，不出现在表格、接口和任何文件中；原文件因此也不提供。

## 概览
dataset-description = 说明
dataset-description-missing = 提供单位没有填写说明。
dataset-tags = 关键词
dataset-items-all = 查看全部 { $n } 个数据项
dataset-items-caption = { $n } 个数据项
dataset-items-caption-first = 前 { $n } 个数据项，共 { $all } 个
dataset-item-missing = 缺失率
dataset-items-none = 提供单位没有填写数据项。
dataset-items-withheld-all = 这个数据集的数据项都没有提供，因为它们含有尚未处理或者未经同意的敏感内容。
dataset-items-description = 《{ $title }》的 { $n } 个数据项：名称、类型、说明和缺失率。
dataset-dictionary = 下载数据项说明（CSV）
dataset-preview = 数据预览
dataset-preview-all = 查看全部 { $n } 行
dataset-preview-failed = 预览暂时不可用。
dataset-quality = 数据质量
dataset-quality-summary = { $all } 项检查中通过 { $n } 项
dataset-quality-how = 质量怎样检查
dataset-check-passed = 通过
dataset-check-failed = 未通过
dataset-citation = 引用和许可
dataset-licence = 许可
dataset-record = 完整元数据
dataset-record-show = 展开全部字段
dataset-record-json = 这份记录的 JSON
dataset-code = 数据集编码
dataset-issued = 发布日期
dataset-updated = 更新日期
dataset-observed = 采集日期
dataset-source = 来源
dataset-original = 来源记录中的其他字段（原文）
dataset-related = 相近的数据集

## 文件与接口
files-description = 《{ $title }》的文件、大小、校验值和接口。
files-heading = 文件
files-caption = { $n } 个文件
files-file = 文件
files-get = 下载
files-size = 大小
files-rows = 行数
files-encoding = 编码
files-later = 首次下载时生成
files-note = 下载中断后可以接着下。
files-check = 怎样核对 SHA-256
files-none = 没有可以下载的文件。
files-none-application = 这些数据要先申请，这里没有文件和接口。
files-none-suspended = 数据集已中止开放，文件和接口暂停提供。
files-api = 接口
files-api-lead = 接口返回 JSON 数组，每行一个对象；总行数在响应头 Content-Range 中。不用登录，不用密钥。
files-api-address = 地址
files-api-tables = 各表的地址
files-api-record = 数据集说明的地址
files-api-parameters = 参数
files-api-copy = 在表格里选好条件，页面下方就有同样条件的接口地址：
files-api-limits = 限制
files-api-examples = 示例

## 版本
versions-number = 版本 { $n }
versions-newest = 现行
versions-more = （增加 { $n } 行）
versions-fewer = （减少 { $n } 行）
versions-note-missing = 提供单位没有填写变更说明。
versions-case = 因校核 { $case } 更正
versions-none = 还没有发布过数据文件，所以没有版本。
versions-none-external = 数据在来源平台，本平台没有保存版本。
