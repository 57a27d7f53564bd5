-- Temporal's visibility store on PostgreSQL keeps an index for each attribute that a workflow may have: 74 of them, all
-- written whenever a ticket opens, changes hands or ends. These are the ones that the desk and Temporal's UI can do without;
-- what is found by them otherwise is found by reading more rows.
--
-- For a Temporal whose visibility database serves this desk alone, in that database, at any time:
--   psql <database> -v ON_ERROR_STOP=1 -f temporal-visibility-indexes.sql
--
-- Who gave the namespace search attributes of the first kind leaves out those lines. An update of Temporal's schema may
-- bring some of them back: run it again.
BEGIN;
-- Whoever reads the table for long is not to hold up all others.
SET LOCAL lock_timeout = '5s';

-- Slots of search attributes of types that the desk has none of.
DROP INDEX IF EXISTS by_bool_01;
DROP INDEX IF EXISTS by_bool_02;
DROP INDEX IF EXISTS by_bool_03;
DROP INDEX IF EXISTS by_double_01;
DROP INDEX IF EXISTS by_double_02;
DROP INDEX IF EXISTS by_double_03;
DROP INDEX IF EXISTS by_int_01;
DROP INDEX IF EXISTS by_int_02;
DROP INDEX IF EXISTS by_int_03;
DROP INDEX IF EXISTS by_keyword_list_01;
DROP INDEX IF EXISTS by_keyword_list_02;
DROP INDEX IF EXISTS by_keyword_list_03;
DROP INDEX IF EXISTS by_text_01;
DROP INDEX IF EXISTS by_text_02;
DROP INDEX IF EXISTS by_text_03;

-- Slots that Temporal keeps for its own use, in which tickets have nothing.
DROP INDEX IF EXISTS by_temporal_bool_01;
DROP INDEX IF EXISTS by_temporal_bool_02;
DROP INDEX IF EXISTS by_temporal_datetime_01;
DROP INDEX IF EXISTS by_temporal_datetime_02;
DROP INDEX IF EXISTS by_temporal_double_01;
DROP INDEX IF EXISTS by_temporal_double_02;
DROP INDEX IF EXISTS by_temporal_int_01;
DROP INDEX IF EXISTS by_temporal_int_02;
DROP INDEX IF EXISTS by_temporal_keyword_01;
DROP INDEX IF EXISTS by_temporal_keyword_02;
DROP INDEX IF EXISTS by_temporal_keyword_03;
DROP INDEX IF EXISTS by_temporal_keyword_04;
DROP INDEX IF EXISTS by_temporal_keyword_list_01;
DROP INDEX IF EXISTS by_temporal_keyword_list_02;
DROP INDEX IF EXISTS by_temporal_low_cardinality_keyword_01;

-- What nobody looks tickets up by.
DROP INDEX IF EXISTS by_batcher_user;
DROP INDEX IF EXISTS by_binary_checksums;
DROP INDEX IF EXISTS by_execution_duration;
DROP INDEX IF EXISTS by_history_length;
DROP INDEX IF EXISTS by_history_size_bytes;
DROP INDEX IF EXISTS by_parent_run_id;
DROP INDEX IF EXISTS by_root_run_id;
DROP INDEX IF EXISTS by_state_transition_count;
DROP INDEX IF EXISTS by_task_queue;
DROP INDEX IF EXISTS by_temporal_external_payload_count;
DROP INDEX IF EXISTS by_temporal_external_payload_size_bytes;
DROP INDEX IF EXISTS by_temporal_schedule_paused;
DROP INDEX IF EXISTS by_temporal_scheduled_start_time;

COMMIT;
