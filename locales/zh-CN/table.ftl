# 数据表：查看、筛选、一行的页面、下载本视图。

explore-version = 版本 { $n }
explore-tables = 表
explore-search = 在表中查找
explore-find = 查找
explore-add = 加条件
explore-column = 列
explore-column-choose = 请选择
explore-op = 条件
explore-value = 值
explore-value-hint = “属于”可以写几个值，用 | 或者、隔开；“为空”“不为空”不用填。日期写作 2026-09-28。
explore-apply = 应用
explore-order = 排序
explore-order-none = 原来的顺序
explore-order-up = { $column }，升序
explore-order-down = { $column }，降序
explore-columns = 选择列（{ $n }/{ $all }）
explore-columns-legend = 显示这些列
explore-columns-all = 显示全部列
explore-view = 显示为
explore-view-table = 表格
explore-view-cards = 卡片
explore-per-page = 每页行数
explore-clear = 清除条件
explore-none = 没有符合条件的行。

explore-op-eq = 等于
explore-op-ne = 不等于
explore-op-contains = 包含
explore-op-not-contains = 不包含
explore-op-starts-with = 开头是
explore-op-gt = 大于
explore-op-ge = 大于或等于
explore-op-lt = 小于
explore-op-le = 小于或等于
explore-op-in = 属于
explore-op-is-null = 为空
explore-op-not-null = 不为空

explore-type-text = 文本
explore-type-integer = 整数
explore-type-number = 小数
explore-type-boolean = 是或否
explore-type-date = 日期
explore-type-datetime = 日期和时间
explore-type-time = 时间
explore-true = 是
explore-false = 否

explore-rows = 共 { $all } 行（{ $seconds } 秒）
explore-rows-matching = 共 { $all } 行，符合 { $n } 行（{ $seconds } 秒）
explore-caption = { $title }，第 { $from }—{ $to } 行，共 { $n } 行
explore-caption-sorted = { $title }，第 { $from }—{ $to } 行，共 { $n } 行，{ $order }
explore-caption-none = { $title }，没有行
explore-ascending = 按“{ $column }”升序
explore-descending = 按“{ $column }”降序

explore-take = 下载本视图
explore-take-lead = 按现在的条件、列和顺序，共 { $n } 行。
explore-take-all = 整张表，共 { $n } 行。
explore-take-csv = CSV（UTF-8）
explore-take-excel = CSV（供 Excel 打开）
explore-api = 接口地址
explore-api-how = 怎样使用接口

explore-refused-title = { $label }：这里只展示结构
explore-refused = 这些数据要先申请才能获取，所以没有预览、下载和接口。下面是它的数据项。
explore-refused-way = 查看开放条件和申请方式

explore-row-of = 共 { $all } 行中的第 { $n } 行，版本 { $version }
explore-row-nav = 前后各行
explore-row-previous = 上一行
explore-row-next = 下一行
explore-row-back = 回到表格
