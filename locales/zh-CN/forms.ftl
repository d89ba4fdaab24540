# 表单的通用文字。

form-cancel = 不继续，返回
file-kinds = { $kinds }，不超过 { $max_mb } MB
file-kinds-each = { $kinds }，每个不超过 { $max_mb } MB
file-again = 浏览器不会保留已选的文件，请重新选择。
summary-change = 修改
summary-empty = 未填写（选填）

live-saved = 已保存 { $time }
live-failed = 未保存：暂时连不上本平台。您填写的内容还在本页，继续填写时会再试。
live-signed-out = 未保存：登录已失效。请按“保存并继续”重新登录，填写的内容不会丢失。
live-conflict = 这部分在另一处改过，自动保存已停止。
live-both = 查看两份，选择保留哪份

upload-drop = 也可以把文件拖到这里
upload-sending = 正在上传 { $name }，可以继续填写其他内容
upload-progress = { $percent } %（{ $sent }/{ $total } MB，约 { $left } 秒）
upload-cancel = 取消
upload-cancelled = 已取消上传
upload-done = 已上传 { $name }
upload-broken = 上传中断，请重试
upload-signed-out = 没有上传：登录已失效。请重新登录后再试

task-not-started = 未开始
task-in-progress = 填写中
task-completed = 已完成
task-problem = 需要修改
task-blocked = 暂不能填

error-bad-value-label = “{ $label }”不合要求，请核对
error-out-of-range-label = “{ $label }”超出了范围，请核对
error-not-found-label = 没有找到您填写的“{ $label }”，请核对
