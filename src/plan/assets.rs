//! `assets` and `integrity`: where a page finds the theme's files; and what its head says of fonts.

use super::Planner;
use crate::base::escape::escaped;
use crate::base::{Digest, Digester};
use crate::model::{Address, Job, Value};

impl<'a> Planner<'a> {
    /// The files that a page can ask for. A change to another one leaves the page as it is.
    fn asked_for(&self, job: &Job) -> Vec<(&'a String, &'a Address)> {
        let all = self.parts.assets.addresses.iter();
        all.filter(|(name, _)| (self.parts.can_ask)(&job.template, name))
            .collect()
    }

    /// The style sheet made of settings, if the page can ask for it.
    fn sheet_asked_for(&self, job: &Job) -> Option<(String, Value)> {
        self.sheet_asset(job.lang)
            .filter(|(name, _)| (self.parts.can_ask)(&job.template, name))
    }

    /// Of what a page can ask of its files in one of the two variables.
    pub(super) fn assets_digest(&self, variable: &str, job: &Job) -> Digest {
        Digester::new(variable)
            .text(&self.config().base_url.path)
            .debug(&self.sheet_asked_for(job))
            .each(self.asked_for(job).into_iter(), |digester, (name, address)| {
                let digester = digester.text(name).text(address.route.as_str());
                digester.debug(&address.integrity)
            })
            .finish()
    }

    /// The addresses of the theme's files by their names.
    pub(super) fn assets(&self, job: &Job) -> Value {
        let files = self.asked_for(job).into_iter();
        let files = files.map(|(name, address)| (name.clone(), self.url(&address.route)));
        Value::map(files.chain(self.sheet_asked_for(job)))
    }

    /// What the theme's files must hash to, by their names.
    pub(super) fn integrity(&self, job: &Job) -> Value {
        let files = self.asked_for(job).into_iter();
        Value::map(files.filter_map(|(name, address)| Some((name.clone(), Value::text(address.integrity.as_deref()?)))))
    }

    /// Of what the head says of fonts.
    pub(super) fn faces_digest(&self, job: &Job) -> Digest {
        let faces = self.parts.assets.faces.get(&self.language(job.lang).tag);
        Digester::new("faces").debug(&faces).finish()
    }

    /// The style sheet of the site's fonts, and the file that the text cannot do without.
    pub(super) fn faces(&self, job: &Job, out: &mut String) {
        let Some(faces) = self.parts.assets.faces.get(&self.language(job.lang).tag) else {
            return;
        };
        if let Some(font) = &faces.text {
            // Fonts are fetched without credentials, from the site itself too.
            out.push_str(&format!(
                "<link rel=\"preload\" href=\"{}\" as=\"font\" type=\"{}\" crossorigin>\n",
                escaped(&self.href(&font.route)),
                font.media
            ));
        }
        let integrity = faces.sheet.integrity.as_deref();
        let integrity = integrity
            .map(|hash| format!(" integrity=\"{hash}\""))
            .unwrap_or_default();
        let href = self.href(&faces.sheet.route);
        out.push_str(&format!(
            "<link rel=\"stylesheet\" href=\"{}\"{integrity}>\n",
            escaped(&href)
        ));
    }
}
