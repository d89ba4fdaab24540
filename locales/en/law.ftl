# Legal basis.

law-lead = This site follows these documents. Each article is given as our summary, not as the official text.
law-none = No document is held yet.
law-articles =
    { $n ->
        [one] 1 article
       *[other] { $n } articles
    }
law-description = Summaries of the articles of { $title }.
law-note-title = Our summary, not the official text
law-note = Each article below is summed up by us in one sentence, to show where a rule comes from; for acting and citing, the published text counts.
law-note-imported = What is marked as official text is the published Chinese text; the rest is our summary in one sentence. For acting and citing, the published text counts.
law-contents = Articles
law-official = Official text (Chinese)
law-summary = Our summary
