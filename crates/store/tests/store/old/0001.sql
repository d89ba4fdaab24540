-- Data as the first migration knew it; runs on both databases, ids are written by the test as each spells them.
INSERT INTO bodies (id, code, name, name_en, level, region, normalised, parent_id, unattributed, contact, website, created_at, changed_at)
VALUES (#1#, 'body000001', '省气象局', NULL, 'PROVINCE', '330000', '省气象局', NULL, FALSE, NULL, NULL,
    '2026-01-02T03:04:05.000006+00:00', '2026-01-02T03:04:05.000006+00:00');
INSERT INTO datasets (id, code, source_key, title, title_en, publisher_id, access_rights, access_rights_source, rights_decided, publication,
    withdrawn_on, withdrawn_reason, withdrawn_case, withdrawn_title_shown, themes, tags, formats, data_type, accrual_periodicity,
    periodicity_original, level, region, conditions, contact, licence, landing_page, source_name, issued, updated, observed, example, stated_rows,
    record_hash, created_at, changed_at, version_count, latest_version, table_count, table_rows, description, original)
VALUES (#2#, 'data000001', 'zhejiang/1', '天气', NULL, #1#, 'PUBLIC', 'stated', FALSE, 'LISTED', NULL, NULL, NULL, NULL, '["METEOROLOGY"]', '["雨"]',
    '[{"format":"CSV","original":"csv"}]', 'TABLE', 'DAILY', '每日', 'PROVINCE', '330000', NULL, NULL, NULL, NULL, NULL, '2020-01-02', '2023-06-02',
    NULL, FALSE, 7, 'x', '2026-01-02T03:04:05.000006+00:00', '2026-01-02T03:04:05.000006+00:00', 0, 0, 0, NULL, '说明', '{"标题":"天气"}');
INSERT INTO dataset_themes (dataset_id, theme) VALUES (#2#, 'METEOROLOGY');
INSERT INTO dataset_items (dataset_id, position, title, name, data_type, description, unit, sensitivity, treatment)
VALUES (#2#, 1, '雨量', 'rain', '数值型', NULL, 'mm', '[]', NULL);
INSERT INTO changes (seq, kind, code, at) VALUES (1, 'dataset-put', 'data000001', '2026-01-02T03:04:05.000006+00:00');
INSERT INTO settings (key, value, at) VALUES ('demo', 'true', '2026-01-02T03:04:05.000006+00:00');
