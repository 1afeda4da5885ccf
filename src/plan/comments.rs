//! `comments`: the site's own place for them.

use super::Planner;
use crate::base::Digest;
use crate::model::{Job, Value};

impl Planner<'_> {
    pub(super) fn comments_digest(&self, job: &Job) -> Digest {
        self.setting_on("comments", job)
            .number(self.has_comments(job).into())
            .finish()
    }

    /// The slot, where readers may comment.
    pub(super) fn comments(&self, job: &Job) -> Value {
        let slot = self.config().slots.comments.get(&self.language(job.lang).tag);
        let slot = slot.filter(|html| self.has_comments(job) && !html.is_empty());
        slot.map_or(Value::Null, Value::markup)
    }

    fn has_comments(&self, job: &Job) -> bool {
        self.document(job)
            .is_some_and(|id| self.parts.site.document(id).comments)
    }
}
