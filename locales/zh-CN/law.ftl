# 法规依据。

law-lead = 本平台的规则依据这些文件。每一条是本平台写的摘要，不是法规原文。
law-none = 还没有收录法规文件。
law-articles = 收录 { $n } 条
law-description = 《{ $title }》各条的摘要。
law-note-title = 本平台摘要，不是法规原文
law-note = 下面每一条是本平台用一句话写的摘要，供了解依据所在；办理和引用请以公布的法规文本为准。
law-note-imported = 标有“法规原文”的是收录的公布文本；其余是本平台用一句话写的摘要，办理和引用请以公布的法规文本为准。
law-contents = 全部条目
law-official = 法规原文
law-summary = 本平台摘要
