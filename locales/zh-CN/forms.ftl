# 表单的通用文字。

form-cancel = 不继续，返回
file-kinds = { $kinds }，不超过 { $max_mb } MB
file-kinds-each = { $kinds }，每个不超过 { $max_mb } MB
file-again = 浏览器不会保留已选的文件，请重新选择。
summary-change = 修改
summary-empty = 未填写（选填）

task-not-started = 未开始
task-in-progress = 填写中
task-completed = 已完成
task-problem = 需要修改
task-blocked = 暂不能填

error-bad-value-label = “{ $label }”不合要求，请核对
error-out-of-range-label = “{ $label }”超出了范围，请核对
error-not-found-label = 没有找到您填写的“{ $label }”，请核对
