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
