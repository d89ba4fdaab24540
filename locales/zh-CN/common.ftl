# Words of the frame and of the parts pages are made of.

## Frame
skip-main = 跳到主要内容
skip-results = 跳到搜索结果
close = 关闭

identity-demo = 演示站点，非官方网站
identity-official = 官方网站 · 由{ $organiser }主办
identity-how = 如何识别
identity-how-domain = 政务网站的域名以 .gov.cn 结尾。
identity-how-lock = 地址栏的锁形标志表示连接已加密，请在填写信息前核对。
draft-notice = 本平台按《{ $profile }》（征求意见稿）试运行，不作为办理依据

prefs-text-large = 大字版
prefs-text-normal = 标准字号
prefs-theme = 外观
prefs-theme-auto = 自动
prefs-theme-light = 浅色
prefs-theme-dark = 深色

nav-label = 主导航
nav-menu = 菜单
nav-home = 首页
nav-data = 数据
nav-publishers = 开放主体
nav-themes = 数据领域
nav-help = 帮助
breadcrumb-label = 当前位置

help-block-title = 需要帮助？
help-block-questions = 常见问题

footer-nav-label = 网站信息
footer-developers = 开发者
footer-law = 法规依据
footer-accessibility = 无障碍声明
footer-sitemap = 站点地图
footer-atom = Atom 订阅
footer-organiser = 主办单位
footer-operator = 承办单位
footer-site-code = 网站标识码
footer-version = 版本
footer-updated = 目录最近更新
values-chinese = 数据内容为中文
leaves-site-note = 将离开本平台，前往 { $host }
leaves-site = （将离开本平台，前往 { $host }）

## Search
search-label = 您在找什么数据？
search-button = 搜索
suggest-label = 搜索建议
suggest-kind-dataset = 数据集
suggest-kind-item = 数据项
suggest-kind-publisher = 开放主体
suggest-kind-theme = 数据领域
suggest-kind-recent = 最近搜索（仅存于本机）
suggest-recent-clear = 清除最近搜索
suggest-recent-cleared = 已清除最近搜索
suggest-all = 搜索“{ $q }”全部结果
suggest-count = { $n } 条建议

filters-title = 筛选
filters-button = 筛选
filters-button-active = 筛选（{ $n }）
filters-apply = 应用筛选
filters-show = 查看 { $n } 个结果
filters-clear = 清除全部
filters-active = 已选条件
filter-remove = 移除：
facet-more = 更多（{ $n }）
facet-find = 在{ $group }中查找
facet-none = 没有符合的选项。

card-matched = 命中数据项：
zero-query = 没有找到“{ $q }”。
zero-filters = 没有符合所选条件的数据集。
zero-all = 查看全部数据集
zero-tips = 您可以
zero-tip-words = 换个说法，或者少写几个字；拼音和首字母也可以，例如 tingchechang、tcc
zero-tip-themes = 按数据领域查找
zero-tip-publishers = 按开放主体查找

pagination-label = 分页
pagination-previous = 上一页
pagination-next = 下一页
pagination-page = 第 { $n } 页
pagination-current = 第 { $n } 页，当前页
pagination-short = 第 { $page }/{ $pages } 页

## Datasets
label-name = 数据名称
label-publisher = 开放主体
label-access-rights = 开放属性
label-format = 数据格式
label-data-type = 数据类型
label-frequency = 更新频率
not-stated = 未填写
withdrawn-badge = 已撤回
withdrawn-reason = 原因类别
withdrawn-contact = 联系
withdrawn-similar = 相近的数据集

## Tables
table-row-number = 行号
table-row = 第 { $n } 行
cell-null = 空
cell-open = 打开
cell-masked = 已脱敏
column-masked = 已脱敏

## Forms, code
field-optional = （选填）
field-limit = 最多 { $n } 字
field-left-one = 还可输入 { $n } 字
field-left = 还可输入 { $n } 字
field-over-one = 超出 { $n } 字
field-over = 超出 { $n } 字
error-summary-title = 有 { $n } 处需要修改
copy = 复制
copied = 已复制
reference-number = 编号 { $id }
