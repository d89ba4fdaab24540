# 首页、搜索、数据领域。

## 首页
home-heading = 查找公共数据
home-lead = 看得到、信得过、拿得走，免费、无需登录（{ $restricted }数据除外）
home-description = 查找、查看和下载公共数据。
home-popular = 大家在搜
home-tiles = 目录概况
home-tile-datasets = 数据集
home-tile-public = { $label }
home-tile-tables = 可在线看表
home-tile-publishers = { $label }
home-unit = 个
home-as-of = 截至 { $time }
home-themes = 按领域找
home-themes-all = 全部领域
home-window = 受理时间
home-window-open = 受限开放申请受理中：{ $first }至{ $last }
home-window-open-left = { $n ->
    [0] 受限开放申请受理中：{ $first }至{ $last }，不再有工作日，截止当日 24:00
   *[other] 受限开放申请受理中：{ $first }至{ $last }，还有 { $n } 个工作日
}
home-window-soon = 受限开放申请即将受理：{ $first }至{ $last }
home-window-apply = 查看申请条件
home-news-all = 全部公告
home-recent = 最近更新
home-recent-all = 全部数据集，按更新时间
home-recent-today = 今天更新 { $n } 个

## 搜索
catalogue-public = 无条件开放
catalogue-restricted = 受限开放
catalogue-heading = 数据目录
catalogue-heading-query = “{ $q }”的搜索结果
catalogue-page = 第 { $page } 页，共 { $pages } 页
catalogue-description = 查找公共数据：按{ $access }、领域、{ $publisher }、格式筛选。
catalogue-found = 找到 { $n } 个数据集（{ $seconds } 秒）
catalogue-subscribe = 订阅本次搜索（Atom）
catalogue-list = 下载清单（CSV）
catalogue-did-you-mean = 您是不是要找：
catalogue-by-pinyin = 按拼音找到：{ $reading }
catalogue-alternative = { $word }（{ $n } 个）
catalogue-instead = 没有找到“{ $q }”，以下是“{ $instead }”的结果。
catalogue-relaxed = 没有符合全部词语的数据集，以下符合 { $all } 个词中的至少 { $some } 个。
catalogue-within = 查找范围
catalogue-within-items = 数据项名称
catalogue-results = 搜索结果
catalogue-sort = 排序
catalogue-sort-apply = 应用
catalogue-sort-relevance = 相关度
catalogue-sort-overall = 综合
catalogue-sort-updated = 更新时间
catalogue-sort-issued = 发布时间
catalogue-sort-downloads = 下载量
catalogue-sort-title = 名称（拼音序）
catalogue-facet-theme = 数据领域
catalogue-facet-format = 数据格式
catalogue-facet-data-type = 数据类型
catalogue-facet-level = 层级
catalogue-facet-region = 地区
catalogue-facet-updated = 更新时间
catalogue-facet-year = 年份
catalogue-facet-has-table = 在线看表
catalogue-filter-unknown = （没有这一项）
catalogue-reach = 翻页最多到第 { $max } 个结果。要看更多，请增加筛选条件，或者下载清单。

catalogue-zero-without = 去掉“{ $word }”可得 { $n } 个
catalogue-zero-only = 只用“{ $word }”可得 { $n } 个
catalogue-zero-similar = 相近的说法：{ $word }（{ $n } 个）
catalogue-zero-items = 在数据项名称中查找（{ $n } 个）
catalogue-zero-filters = 去掉全部筛选条件可得 { $n } 个

## 结果卡片
card-suspended = 中止开放
card-example = 示例
card-assumed = 未填写（按{ $label }处理）
card-updated = { $date }更新
card-observed = 截至{ $date }采集
card-updated-observed = { $date }更新（截至{ $observed }采集）
card-overdue = 更新逾期 { $n } 天
card-overdue-observed = 截至{ $observed }采集时更新逾期 { $n } 天
card-rows = { $n } 行
card-versions = { $n } 个版本
card-downloads = 下载 { $n } 次

## 数据领域
themes-title = 数据领域
themes-lead = 目录按领域分类，一个数据集可以属于几个领域。数字是该领域公开的数据集数。
themes-count = { $n } 个数据集
theme-heading = { $theme }数据
theme-description = { $theme }领域的公共数据：{ $n } 个数据集。
theme-all = 查看全部 { $n } 个数据集
theme-publishers = 提供数据最多的{ $label }
theme-recent = 最近更新
