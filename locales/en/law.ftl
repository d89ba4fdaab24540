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
law-note = We sum up each article in one sentence to show where a rule comes from. To act on it or to cite it, use the published text.
law-note-imported = What is marked as official text is the published Chinese text; the rest is our summary in one sentence. To act on a rule or to cite it, use the published text.
law-contents = All articles
law-official = Official text (Chinese)
law-summary = Our summary
