//! Documents of three well-known shapes, made up and the same in every run: none holds a line of the files that made the
//! shapes known.

use std::fmt::Write as _;

use parsify::json_operations::{FormatOptions, Indent, format};

/// What a document is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Search results of a short-message service, indented by two: texts in several scripts, links, long ids, many nulls
    /// and flags.
    Twitter,
    /// A catalogue of concerts, indented by four: more white space than content, short integers, keys that are numbers.
    Citm,
    /// Outlines of a country, in one line: pairs of numbers with 15 digits.
    Canada,
}

impl Shape {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Twitter, Self::Citm, Self::Canada];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Twitter => "twitter",
            Self::Citm => "citm",
            Self::Canada => "canada",
        }
    }

    /// A document of about so many bytes.
    #[must_use]
    pub fn document(self, bytes: usize) -> String {
        let mut chance = Chance(0x5eed);
        match self {
            // As much shorter as the indentation makes them longer.
            Self::Twitter => indented(&twitter(&mut chance, bytes * 10 / 14), 2),
            Self::Citm => indented(&citm(&mut chance, bytes * 10 / 30), 4),
            Self::Canada => canada(&mut chance, bytes),
        }
    }
}

fn indented(text: &str, spaces: u8) -> String {
    let mut options = FormatOptions::default();
    options.indent = Indent::Spaces(spaces);
    format(text, &options).expect("the generator makes JSON")
}

/// A sequence of numbers that only looks like chance (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u64) as usize]
    }

    fn words(&mut self, choices: &[&str], count: u64) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.of(choices)).collect();
        words.join(" ")
    }
}

/// Writes to a string, which cannot fail.
macro_rules! put {
    ($text:expr, $($rest:tt)*) => {
        let _ = write!($text, $($rest)*);
    };
}

fn commas(text: &mut String, count: u64, mut entry: impl FnMut(&mut String)) {
    for index in 0..count {
        if index > 0 {
            text.push(',');
        }
        entry(text);
    }
}

const LATIN: [&str; 14] =
    ["weather", "and", "the", "station", "is", "late", "café", "today", "niño", "über", "a", "big", "ok", "thanks"];
const KANA: [&str; 10] =
    ["今日は", "駅まで", "歩いて", "いきました", "写真を", "見てください", "とても", "寒いです", "東京", "おはよう"];

fn twitter(chance: &mut Chance, bytes: usize) -> String {
    let mut text = "{\"statuses\":[".to_owned();
    let small = bytes < 4000;
    let mut count = 0;
    while count == 0 || text.len() + 200 < bytes {
        if count > 0 {
            text.push(',');
        }
        status(&mut text, chance, small);
        count += 1;
    }
    put!(
        text,
        r#"],"search_metadata":{{"completed_in":0.087,"max_id":505874924095815681,"query":"%E4%B8%80","count":{count}}}}}"#
    );
    text
}

fn status(text: &mut String, chance: &mut Chance, small: bool) {
    let id = 505_000_000_000_000_000 + chance.below(1 << 50);
    let day = chance.below(28) + 1;
    put!(
        text,
        r#"{{"metadata":{{"result_type":"recent","iso_language_code":"ja"}},"created_at":"Sun Aug {day:02} 00:29:{:02} +0000 2014","id":{id},"id_str":"{id}","text":""#,
        chance.below(60)
    );
    put!(text, "@user{} ", chance.below(100_000));
    let count = chance.below(12) + 3;
    let script: &[&str] = if chance.one_in(3) { &LATIN } else { &KANA };
    text.push_str(&chance.words(script, count));
    if chance.one_in(3) {
        text.push_str(r"\n\nhttp:\/\/t.example\/abc \ud83d\ude0a");
    }
    put!(
        text,
        r#"","source":"<a href=\"http://example.org/client{}\" rel=\"nofollow\">Client</a>","truncated":false"#,
        chance.below(9)
    );
    if small {
        put!(text, r#","user":{{"id":{},"name":"{}"}}}}"#, chance.below(1 << 31), chance.of(&KANA));
        return;
    }
    let reply = if chance.one_in(4) { (id - 1000).to_string() } else { "null".to_owned() };
    put!(text, r#","in_reply_to_status_id":{reply},"in_reply_to_user_id":null,"in_reply_to_screen_name":null,"user":"#);
    user(text, chance);
    put!(
        text,
        r#","geo":null,"coordinates":null,"place":null,"contributors":null,"retweet_count":{},"favorite_count":{},"entities":"#,
        chance.below(900),
        chance.below(90)
    );
    entities(text, chance);
    put!(text, r#","favorited":false,"retweeted":{},"lang":"ja"}}"#, chance.one_in(5));
}

fn user(text: &mut String, chance: &mut Chance) {
    let id = chance.below(1 << 31);
    put!(
        text,
        r#"{{"id":{id},"id_str":"{id}","name":"{}","screen_name":"user_{id}","location":"{}","description":"{}","url":null,"protected":false,"followers_count":{},"friends_count":{},"listed_count":{},"created_at":"Tue Oct {:02} 15:08:55 +0000 2013""#,
        chance.of(&KANA),
        chance.of(&["", "東京", "Zürich", "somewhere"]),
        chance.words(&KANA, 8),
        chance.below(3000),
        chance.below(3000),
        chance.below(30),
        chance.below(28) + 1,
    );
    put!(
        text,
        r#","utc_offset":null,"time_zone":null,"geo_enabled":false,"verified":false,"statuses_count":{},"lang":"en","is_translator":false,"profile_background_color":"{:06X}","profile_background_image_url":"http://img.example.org/images/themes/theme{}/bg.png","profile_image_url":"http://img.example.org/profile_images/{}/normal.jpeg","profile_link_color":"{:06X}","profile_use_background_image":true,"default_profile":{},"following":false,"follow_request_sent":false,"notifications":false}}"#,
        chance.below(20_000),
        chance.below(1 << 24),
        chance.below(20),
        chance.next(),
        chance.below(1 << 24),
        chance.one_in(2),
    );
}

fn entities(text: &mut String, chance: &mut Chance) {
    let mentions = chance.below(3);
    text.push_str(r#"{"hashtags":[],"symbols":[],"urls":[],"user_mentions":["#);
    commas(text, mentions, |text| {
        let (id, from) = (chance.below(1 << 31), chance.below(60));
        put!(
            text,
            r#"{{"screen_name":"user_{id}","name":"{}","id":{id},"id_str":"{id}","indices":[{from},{}]}}"#,
            chance.of(&KANA),
            from + 12
        );
    });
    text.push_str("]}");
}

const HALLS: [&str; 6] =
    ["Arrière-scène central", "1er balcon central", "Parterre gauche", "Orchestre", "2ème balcon", "Jardin"];

fn citm(chance: &mut Chance, bytes: usize) -> String {
    let mut text = "{\"areaNames\":{".to_owned();
    let part = bytes as u64 / 400;
    commas(&mut text, part / 8 + 1, |text| {
        put!(text, "\"{}\":\"{}\"", 205_000_000 + chance.below(1_000_000), chance.of(&HALLS));
    });
    text.push_str(r#"},"blockNames":{},"events":{"#);
    commas(&mut text, part / 4 + 1, |text| {
        let id = 138_000_000 + chance.below(1_000_000);
        put!(
            text,
            r#""{id}":{{"description":null,"id":{id},"logo":null,"name":"{}","subTopicIds":[{},{}],"subjectCode":null,"subtitle":null,"topicIds":[324846099,{}]}}"#,
            chance.words(&LATIN, 4),
            337_184_269 + chance.below(100),
            337_184_283 + chance.below(100),
            107_888_604 + chance.below(100),
        );
    });
    text.push_str(r#"},"performances":["#);
    let mut first = true;
    while first || text.len() + 300 < bytes {
        if !first {
            text.push(',');
        }
        performance(&mut text, chance, bytes < 4000);
        first = false;
    }
    text.push_str(r#"],"venueNames":{"HALL_MAIN":"Grande salle"}}"#);
    text
}

fn performance(text: &mut String, chance: &mut Chance, small: bool) {
    let most = if small { 1 } else { 5 };
    let id = 339_000_000 + chance.below(1_000_000);
    put!(text, r#"{{"eventId":{},"id":{id},"logo":null,"name":null,"prices":["#, id - 1000);
    let prices = chance.below(most) + 1;
    commas(text, prices, |text| {
        put!(
            text,
            r#"{{"amount":{},"audienceSubCategoryId":337100890,"seatCategoryId":{}}}"#,
            (chance.below(180) + 10) * 500,
            338_937_000 + chance.below(900)
        );
    });
    text.push_str(r#"],"seatCategories":["#);
    let categories = chance.below(most) + 1;
    commas(text, categories, |text| {
        text.push_str(r#"{"areas":["#);
        let areas = if small { 1 } else { chance.below(9) + 1 };
        commas(text, areas, |text| {
            put!(text, r#"{{"areaId":{},"blockIds":[]}}"#, 205_705_000 + chance.below(9000));
        });
        put!(text, r#"],"seatCategoryId":{}}}"#, 338_937_000 + chance.below(900));
    });
    put!(
        text,
        r#"],"seatMapImage":null,"start":{},"venueCode":"HALL_MAIN"}}"#,
        1_372_701_600_000 + chance.below(1 << 34)
    );
}

fn canada(chance: &mut Chance, bytes: usize) -> String {
    let mut text = concat!(
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Nowhere"},"#,
        r#""geometry":{"type":"Polygon","coordinates":["#
    )
    .to_owned();
    let mut first = true;
    while first || text.len() + 60 < bytes {
        text.push_str(if first { "[" } else { ",[" });
        first = false;
        let room = (bytes.saturating_sub(text.len() + 60) / 44) as u64;
        let points = (chance.below(500) + 5).min(room).max(1);
        commas(&mut text, points, |text| {
            let (east, north) = (chance.below(90), chance.below(40) + 42);
            let mut digits = || chance.below(1_000_000_000_000_000);
            put!(text, "[-{}.{:015},{north}.{:015}]", east + 52, digits(), digits());
        });
        text.push(']');
    }
    text.push_str("]}}]}");
    text
}
