# 帮助、开发者、无障碍声明、站点地图。

## 接口
guide-api-limits = 每个网络地址每分钟的请求次数有上限，响应头 RateLimit-Limit 写明上限，RateLimit-Remaining 写明还剩几次；超过时返回 429 和 Retry-After。限制只为稳定，不是审批。要整份数据，请下载文件。
guide-api-parameters = 行接口的参数
guide-api-name = 参数
guide-api-meaning = 含义
guide-api-f = 条件，写作 列.条件.值，例如 district.eq.西湖区；可以重复，最多 { $max } 个，各条件同时成立
guide-api-search = 在各文本列中查找这些字
guide-api-sort = 排序的列，列名前加 - 为降序；几列用逗号隔开
guide-api-cols = 返回哪些列，用逗号隔开；不写就返回全部
guide-api-limit = 一次返回几行，最多 { $max }
guide-api-offset = 跳过前面几行
guide-api-operators = 条件：

## 帮助
guide-lead = 怎样找到数据、判断数据、取走数据。不用登录。
guide-contents = 本页内容
guide-phone = 电话
guide-email = 电子邮件
guide-no-contact = 本平台目前没有公布电话和电子邮件。

guide-search = 怎样找数据
guide-search-lead = 在一个框里输入想找的东西，再用筛选条件缩小范围。
guide-search-words = 输入什么
guide-search-words-text = 可以输入数据名称、说明、数据项、关键词或者{ $publisher }的名称，几个词用空格隔开，例如“省交通运输厅 停车”。全角半角、大小写、繁体简体都一样。
guide-search-pinyin = 可以输入拼音或者拼音首字母，例如 tingche、tcc。
guide-search-phrase = 加引号，查找连在一起的词，例如 "公共停车场"。
guide-search-without = 在词前面加减号，排除含有这个词的数据集，例如 停车 -收费。
guide-search-fields = 只记得表里的一列时，可以只在数据项名称中查找；没有结果时页面会提示。
guide-search-filters = 筛选和排序
guide-search-filters-text = 结果旁边是筛选条件，每一项后面的数字是选中后的结果数。同一组里选几项，满足其中一项即可；不同的组要同时满足。
guide-search-address = 搜索词、筛选和排序都在地址里，复制地址就可以分享同一次搜索。
guide-search-attributes = { $access }是什么意思
guide-attribute-public = { $publicLabel }：可以直接下载和使用，不用登录，不用申请。
guide-attribute-restricted = { $restrictedLabel }：要先向提供单位申请；本平台只展示说明和结构。来源没有填写的，也按这一类处理。
guide-attribute-suspended = 中止开放：暂停下载、预览和接口，页面写明从什么时候起、属于哪一类原因。
guide-search-follow = 订阅
guide-search-follow-text = 每次搜索都有 Atom 订阅地址，用订阅软件打开，有新数据集时会收到。搜索结果也可以下载成 CSV 清单。

guide-download = 怎样下载和查看
guide-download-lead = { $public }的数据可以整份下载，也可以先在线查看、只取需要的行。
guide-download-whole = 整份下载
guide-download-free = 在数据集页面的“获取数据”中下载，免费，不用登录，不用申请。每张表有这些格式：
guide-format-original = 原文件：提供单位交来的样子，一个字节都没有改。
guide-format-csv = CSV：文本表格，各种软件都能读。有 UTF-8、供 Excel 打开的 UTF-8（带 BOM）和 GB18030 三种编码。
guide-format-xlsx = XLSX：电子表格。行数超过一张工作表的上限时没有这种格式。
guide-format-json = JSON：供程序使用。
guide-format-parquet = Parquet：供数据分析使用，体积最小。
guide-download-part = 只取一部分
guide-part-open = 打开数据集的“数据”页。
guide-part-conditions = 用“在表中查找”或者“加条件”选出需要的行，用“选择列”选出需要的列。
guide-part-take = 在页面下方“下载本视图”中选择格式，得到的文件只有选出的行和列。
guide-part-note = 处理的行太多或者时间太长的查询会被拒绝，请增加条件，或者下载整份文件。
guide-download-excel = 用 Excel 打开出现乱码
guide-download-excel-text = 请下载“CSV（供 Excel 打开）”或者 XLSX。长编码（例如身份代码、证照编号）在 Excel 中可能被改成科学记数法，请在导入时把该列设为文本。
guide-download-resume = 下载中断
guide-download-resume-text = 整份文件支持断点续传，浏览器或者下载工具可以接着下。
guide-download-check = 怎样核对 SHA-256
guide-download-check-text = 文件页面列出每个文件的 SHA-256（首次下载后生成）。在自己的电脑上计算一次，两串字符相同，文件就是完整的。Linux 和 Windows 的命令分别是：
guide-download-restricted = { $restricted }的数据
guide-download-restricted-text = 数据集页面写明开放条件，并可从那里在线申请。办理流程、期限和资格自查见“申请受限开放数据”页。
guide-download-recorded = 下载时记录什么
guide-download-recorded-text = 每次下载记录数据集、版本、文件、字节数和时间，以及当天有效的匿名标识；不记录您的网络地址，也不需要您的身份。

guide-quality = 质量和新旧怎样判断
guide-quality-lead = 数据集页面的“质量”列出七项检查，每一项都写明结果，没有总分和名次。
guide-quality-checks = 七项检查
guide-quality-checks-text = 检查由程序自动进行，看的是：
guide-check-description = 说明是否完整；
guide-check-items = 数据项是否都有中文名和说明；
guide-check-on-time = 是否按{ $frequency }更新；
guide-check-open-format = 是否有 CSV、JSON、XML 等开放格式；
guide-check-machine-readable = 是否是程序可以直接读取的数据表；
guide-check-available = 本平台是否有可以下载的文件；
guide-check-provenance = 是否写明来源、许可和联系方式。
guide-quality-freshness = 按期和逾期
guide-quality-freshness-text = 按提供单位填写的{ $frequency }推算下次更新的日期，过了这一天还没有更新，就显示“更新逾期”和天数。没有填写{ $frequency }或者更新日期的，无法判断。
guide-quality-observed-text = 数据在来源平台的，按采集目录的那一天判断，页面写明“截至某日采集”；此后来源平台是否更新，请到来源平台核对。
guide-quality-missing = 空值
guide-quality-missing-text = 表格中没有值的格子显示“空”，与空白文字不同。“数据项”页列出每一列的缺失率。
guide-quality-masked = 脱敏和不提供的数据项
guide-quality-masked-text = 标有“已脱敏”的列，内容由提供单位处理过。含有敏感内容而没有处理或者没有取得同意的数据项，不出现在表格、接口和文件中，页面只写明有几项。
guide-quality-versions = 版本
guide-quality-versions-text = 每次更新成为一个新版本，“版本”页列出变更说明和当时的原文件；因校核而更正的，写明办件编号。

guide-citation = 怎样引用和使用
guide-citation-lead = 每个数据集页面都有写好的引用文字，可以直接复制。
guide-citation-how = 引用
guide-citation-how-text = 使用数据时，请写明来源：平台、{ $publisher }、数据名称和版本日期。数据集页面的“引用和许可”已经写好。
guide-citation-version = 数据会更新，请写明版本日期；论文和报告最好同时保存文件的 SHA-256。
guide-citation-licence = 许可
guide-citation-licence-text = 数据集页面写明许可。写“未填写”的，是来源没有说明，使用前请向提供单位询问。
guide-citation-address = 地址长期有效
guide-citation-address-text = 数据集的地址用编码写成，改名、重新导入都不变。撤回的数据集保留说明页，写明日期和原因类别。

guide-errors = 错误码
guide-errors-lead = 页面和接口用同一套错误码，下面逐个说明。
guide-errors-api = 接口中的错误
guide-errors-api-text = 接口出错时返回 application/problem+json（RFC 9457）：type 指向本页的说明，status 是 HTTP 状态码，title 和 detail 是文字。
guide-errors-caption = 全部错误码
guide-errors-code = 错误码
guide-errors-status = 状态码
guide-errors-meaning = 含义

guide-contact = 联系
guide-contact-lead = 先看问的是数据，还是本平台。
guide-contact-us = 本平台
guide-contact-data = 数据内容的问题
guide-contact-data-text = 数据由{ $publisher }提供，内容、口径和申请请联系提供单位：数据集页面的“谁提供”写有数据咨询方式。
guide-contact-fault = 页面出错
guide-contact-fault-text = 出错页面上有编号，请把编号、时间和您做的操作告诉我们，就能查到原因。

## 开发者
guide-dev-lead = 目录、数据表和文件都可以用程序读取，不用登录，不用密钥。
guide-dev-lead-short = 开发者指南
guide-dev-start = 从这里开始
guide-dev-start-text = 接口都用 GET，返回 UTF-8 的 JSON。地址前加 /en，文字就是英文。不认识的参数会返回 400，不会被悄悄忽略。
guide-dev-openapi = OpenAPI 3.1 文档
guide-dev-help-errors = 错误码说明
guide-dev-catalogue = 目录
guide-dev-search-text = 搜索；参数与搜索页面的地址相同，另有 page 和 per_page：
guide-dev-suggest-text = 输入时的建议：
guide-dev-dataset-text = 一个数据集的全部说明，包括数据项、文件和版本；把 id 换成数据集编码：
guide-dev-publishers-text = 提供数据的机构：
guide-dev-rows = 数据表的行
guide-dev-rows-text = 返回 JSON 数组，每行一个对象；总行数在响应头 Content-Range 中。把 id 换成数据表的编码，编码写在数据集的“文件与接口”页。
guide-dev-files = 文件
guide-dev-files-text = 数据集说明中的 files 列出每个文件的地址、大小和 SHA-256。
guide-dev-range = 支持 Range，中断后可以接着下；
guide-dev-etag = ETag 就是文件的 SHA-256，没有变化时返回 304；
guide-dev-encoding = CSV 可以用 encoding=utf-8-bom 或者 encoding=gb18030 指定编码。
guide-dev-whole = 整份目录和订阅
guide-dev-whole-text = 要全部目录，请取整份文件，不要逐页抓取：
guide-dev-catalog-json = 整份目录（JSON）
guide-dev-data-csv = 搜索结果清单（CSV）
guide-dev-feed = 最近更新（Atom）
guide-dev-sitemap = 网站地图（XML）
guide-dev-stable = 哪些不会变
guide-dev-stable-text = 地址中的 v1、字段名和各种代码保持不变；可能增加字段，请忽略不认识的字段。文字标签随规则配置变化，程序请用代码。

## 无障碍
guide-access-lead = 我们希望每个人都能使用本平台，并在这里说明现在做到了什么、还有什么没有做到。
guide-access-works = 现在可以做到
guide-access-keyboard = 全部功能可以只用键盘完成，焦点始终看得见；每页开头可以跳到主要内容。
guide-access-scripts = 不启用 JavaScript 也能搜索、查看、筛选和下载。
guide-access-zoom = 放大到 400%、窄至 320 像素时内容不丢失，只有数据表在自己的区域内横向滚动；表格也可以显示成卡片。
guide-access-colours = 有深色外观和大字版；颜色之外都有文字或者图标。
guide-access-tables = 数据表有标题、行号和列名，排序状态可以由读屏软件读出。
guide-access-english = 界面有中文和英文，数据内容为中文。
guide-access-known = 已知的不足
guide-access-values = 数据内容由提供单位填写，英文界面中仍是中文。
guide-access-originals = 下载的原文件（例如 PDF、图片）是提供单位交来的样子，可能不便于读屏软件阅读；有数据表的，请用 CSV 或者在线查看。
guide-access-wide = 列很多的表，在窄屏上要横向滚动，或者改用卡片、选择列。
guide-access-standard = 依据的标准
guide-access-standard-text = 按 WCAG 2.2 AA 级和 GB/T 37668-2019 设计。
guide-access-checked-text = 页面用自动检查工具检查过，还没有由第三方作过评测，也没有由残障人士作过完整测试，所以这里不作符合声明。
guide-access-tell = 遇到障碍请告诉我们
guide-access-tell-text = 请说明是哪一页、用的什么软件、什么做不到。

## 站点地图
guide-map-all = 数据目录
guide-map-tables = 可以在线看表的数据集
