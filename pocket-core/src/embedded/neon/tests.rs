//! Neon over a real PostgreSQL.
